package ai.kamiyo.adapters.kamiyo.replica;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.search.IndexStore;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.Source;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up to which day the data claim to be complete. */
class CoverageTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  @TempDir Path home;

  @Test
  void aSelectionDoesNotExtendTheClaimOfALiveFeed() throws Exception {
    imported("2026-11-25");
    live("kamiyo", NOW, "2026-10-01");
    assertThat(asOf("kamiyo", "imported", "bundled")).contains(LocalDate.of(2026, 10, 1));
  }

  @Test
  void whereThereIsNoneTheSelectionsAreTakenAtTheirNewestDay() throws Exception {
    imported("2026-11-25");
    assertThat(asOf("imported", "bundled")).contains(LocalDate.of(2026, 11, 25));
    assertThat(asOf("kamiyo", "imported", "bundled"))
        .as("a live feed that was never read claims nothing")
        .contains(LocalDate.of(2026, 11, 25));
  }

  @Test
  void ofTwoWholeListsTheOneThatReachesFurtherCounts() throws Exception {
    live("kamiyo", NOW, "2026-10-01");
    live("defillama", NOW, "2026-11-20");
    assertThat(asOf("kamiyo", "defillama")).contains(LocalDate.of(2026, 11, 20));
  }

  @Test
  void aRowOfTomorrowIsShownButNobodyKnowsAllOfToday() throws Exception {
    live("kamiyo", NOW, "2026-11-27", "2026-11-24");
    assertThat(status("kamiyo").exploits()).isEqualTo(2);
    assertThat(asOf("kamiyo")).contains(LocalDate.of(2026, 11, 24));
    imported("2026-11-27");
    assertThat(asOf("imported")).isEmpty();
  }

  @Test
  void ofTheApiAndItsTableOnlyWhatWasReadLastCounts() throws Exception {
    live("kamiyo", NOW, "2026-10-01");
    live("kamiyo-db", NOW.minusSeconds(60), "2026-11-20");
    assertThat(status("kamiyo", "kamiyo-db").feeds())
        .extracting(FeedStatus::name)
        .containsExactly("kamiyo");
    assertThat(asOf("kamiyo", "kamiyo-db")).contains(LocalDate.of(2026, 10, 1));
    assertThat(asOf("kamiyo-db")).contains(LocalDate.of(2026, 11, 20));
    live("kamiyo-db", NOW.plusSeconds(60), "2026-11-21");
    assertThat(asOf("kamiyo", "kamiyo-db")).contains(LocalDate.of(2026, 11, 21));
  }

  @Test
  void norDoesACopyReachBeyondTheDayWhenItWasRead() throws Exception {
    live("kamiyo", Instant.parse("2026-11-20T23:00:00Z"), "2026-11-21", "2026-11-19");
    assertThat(asOf("kamiyo")).contains(LocalDate.of(2026, 11, 19));
  }

  @Test
  void aFeedThatFailsReachesNoFurtherThanTheLastDayThatWasOverWhenItWasRead() {
    assertThat(Coverage.ofFailing(feed("2026-11-26"), Optional.of(NOW)))
        .contains(LocalDate.of(2026, 11, 25));
    assertThat(Coverage.ofFailing(feed("2026-09-01"), Optional.of(NOW)))
        .contains(LocalDate.of(2026, 9, 1));
    assertThat(Coverage.ofFailing(feed("2026-09-01"), Optional.empty()))
        .contains(LocalDate.of(2026, 9, 1));
  }

  private static FeedStatus feed(String newest) {
    return new FeedStatus(
        "kamiyo",
        Optional.of(LocalDate.parse(newest)),
        1,
        0,
        Optional.of(NOW),
        Optional.empty(),
        false);
  }

  private Optional<LocalDate> asOf(String... feeds) throws IOException {
    return status(feeds).asOf();
  }

  private DataStatus status(String... feeds) throws IOException {
    return new SnapshotReader(
            new ImportStore(home),
            new Copies(home),
            new Selection(Set.of(feeds)),
            IndexStore.inMemory(),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .read()
        .snapshot()
        .data();
  }

  private void live(String name, Instant fetched, String... days) throws Exception {
    CopyStore<FeedCopy> store = new Copies(home).of(name);
    FeedCopy copy = new FeedCopy(reports(name, days), List.of(), fetched, fetched, Validators.NONE);
    store.exclusively(() -> {
      store.keep(copy, true);
      return true;
    });
  }

  private void imported(String... days) throws IOException {
    new ImportStore(home)
        .change(kept -> {
          kept.reports().putAll(reports("defillama", days));
          return new ImportStore.Outcome<>(kept, true);
        });
  }

  private static Map<String, ExploitReport> reports(String list, String... days) {
    Map<String, ExploitReport> reports = new LinkedHashMap<>();
    Arrays.stream(days)
        .map(day -> report(list + ":" + day, LocalDate.parse(day)))
        .forEach(report -> reports.put(report.key(), report));
    return reports;
  }

  private static ExploitReport report(String key, LocalDate day) {
    return new ExploitReport(
        key,
        Optional.empty(),
        "Victim " + key,
        List.of(),
        List.of(),
        day,
        List.of("Ethereum"),
        Optional.of(new BigDecimal("1000000")),
        Optional.empty(),
        Optional.empty(),
        List.of("Reentrancy"),
        Set.of(),
        "",
        List.of(
            new Source("somebody", Optional.empty(), Optional.empty(), Optional.empty(), false)),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
