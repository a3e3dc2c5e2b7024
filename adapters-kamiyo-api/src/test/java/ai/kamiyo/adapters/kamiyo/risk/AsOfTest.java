package ai.kamiyo.adapters.kamiyo.risk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.Samples;
import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues.Freshness;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues.LiveSources;
import ai.kamiyo.adapters.kamiyo.replica.Replica;
import ai.kamiyo.adapters.kamiyo.search.Snapshot;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.risk.RiskAssessment;
import ai.kamiyo.domain.risk.RiskQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An earlier day is answered, freshness apart, as if nothing later had ever been told. */
class AsOfTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
  private static final Set<String> FEEDS = Set.of("bundled", "imported");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path home;

  @Test
  void ofWhatShips() {
    assertNothingLeaks(List.of("Euler", "Curve", "Ronin", "Bybit", "Lido", "Aave", "Nobody"));
  }

  /** Rows that merge with what ships, a list with sizes, and incidents enough to be learnt from. */
  @Test
  void ofWhatIsImportedBesideIt() throws IOException {
    Catalogues catalogues = new Catalogues(home, CLOCK);
    catalogues
        .incidentImport()
        .as(ImportFormat.DEFILLAMA)
        .load(List.of(Samples.file("defillama-hacks.json")), bytes -> {});
    catalogues
        .protocolImport()
        .load(List.of(Samples.file("protocols-2026-02-train.csv")), bytes -> {});
    assertNothingLeaks(List.of("Euler", "Curve", "KyberSwap", "Bybit", "Lido", "Radiant", "Aave"));
  }

  private void assertNothingLeaks(List<String> names) {
    Catalogues catalogues = new Catalogues(home, CLOCK);
    List<ProtocolListing> listings = catalogues.protocolLists(FEEDS).listings();
    Snapshot snapshot = snapshot(catalogues);
    List<Exploit> all = snapshot.index().exploits();
    for (LocalDate day : days(all)) {
      List<Exploit> past = all.stream().filter(e -> !e.date().isAfter(day)).toList();
      RiskAssessment knowing = over(listings, all, snapshot.surveyed());
      RiskAssessment unknowing = over(listings, past, snapshot.surveyed());
      for (String name : names) {
        for (Optional<Usd> tvl : List.of(Optional.<Usd>empty(), Optional.of(Usd.of(5_000_000)))) {
          RiskQuestion question =
              new RiskQuestion(
                  name, Optional.empty(), Optional.of(day), tvl, List.of("Compound", "Wormhole"));
          assertThat(knowing.assess(question))
              .usingRecursiveComparison()
              .ignoringFieldsMatchingRegexes("(comparison\\.)?data")
              .isEqualTo(unknowing.assess(question));
        }
      }
    }
  }

  private static RiskAssessment over(
      List<ProtocolListing> listings, List<Exploit> exploits, Set<ExploitId> surveyed) {
    return Assessments.over(listings, exploits, surveyed, PriorsFile::shipped, TODAY);
  }

  /** The days before the costliest incidents, and the first of some years. */
  private static List<LocalDate> days(List<Exploit> exploits) {
    List<LocalDate> days = new ArrayList<>();
    exploits.stream()
        .filter(e -> e.date().getYear() > 2020)
        .sorted(Comparator.comparing((Exploit e) -> e.loss().usd().orElse(Usd.ZERO)).reversed())
        .limit(8)
        .forEach(e -> days.add(e.date().minusDays(1)));
    days.add(LocalDate.of(2021, 1, 1));
    days.add(LocalDate.of(2025, 9, 1));
    return days;
  }

  private static Snapshot snapshot(Catalogues catalogues) {
    Freshness freshness = new Freshness(Duration.ofMinutes(5), true, Duration.ofDays(1));
    try (Replica replica = catalogues.replica(FEEDS, LiveSources.NONE, freshness)) {
      replica.start();
      return replica.awaited();
    }
  }

  @Test
  void aListThatIsImportedTellsNoSizesOfEarlierDays() throws IOException {
    Path list = home.resolve("list.csv");
    Files.writeString(list, "Name,Chain,Category,TVL\nNewcomer,Ethereum,Lending,1000000\n");
    new Catalogues(home, CLOCK).protocolImport().load(List.of(list), bytes -> {});
    Clock later = Clock.offset(CLOCK, Duration.ofDays(30));
    new Catalogues(home, later).protocolImport().load(List.of(list), bytes -> {});
    ProtocolListing kept =
        new Catalogues(home, later)
            .protocolLists(FEEDS).listings().stream()
                .filter(listing -> listing.name().equals("Newcomer"))
                .findFirst()
                .orElseThrow();
    assertThat(kept.tvl()).contains(Usd.of(1_000_000));
    assertThat(kept.day()).isEqualTo(TODAY);
    Files.writeString(list, "Name,Chain,Category,TVL\nNewcomer,Ethereum,Lending,2000000\n");
    new Catalogues(home, later).protocolImport().load(List.of(list), bytes -> {});
    assertThat(new Catalogues(home, later).protocolLists(FEEDS).listings())
        .filteredOn(listing -> listing.name().equals("Newcomer"))
        .extracting(ProtocolListing::day)
        .containsExactly(TODAY.plusDays(30));
  }
}
