package ai.kamiyo.adapters.kamiyo.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.ListedProtocol;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolList;
import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.ExploitReport.Reference;
import ai.kamiyo.domain.exploit.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What another installation wrote is data like any other. */
class CopyTextTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.5Z");
  private static final Validators VALIDATORS =
      new Validators(Optional.of("\"a\""), Optional.of("Mon, 23 Nov 2026 11:00:00 GMT"));
  private final CopyText<ProtocolList> text = new CopyText<>(new ProtocolForm());

  @Test
  void isReadAsItWasWritten() throws Exception {
    ProtocolList list = list("Example", "12.50");
    assertThat(text.read(text.written(list), NOON)).isEqualTo(list);
  }

  @Test
  void isNeverFromTheFuture() throws Exception {
    Instant now = NOON.minusSeconds(30);
    assertThat(text.read(text.written(list("Example", "1")), now).fetchedAt()).isEqualTo(now);
  }

  @Test
  void longNamesAreCut() throws Exception {
    ProtocolList read =
        text.read(text.written(list("\u202e" + "x".repeat(100_000) + "\u0007", "1")), NOON);
    ListedProtocol protocol = read.protocols().getFirst();
    assertThat(protocol.name()).hasSizeLessThanOrEqualTo(120).doesNotContain("\u202e", "\u0007");
    assertThat(protocol.aliases()).allMatch(alias -> alias.length() <= 120);
  }

  @Test
  void aNumberOfAnAstronomicLengthIsNone() throws Exception {
    String written = text.written(list("Example", "1")).replace("\"tvl\":\"1\"", "\"tvl\":\"1e9\"");
    assertThat(written).contains("1e9");
    assertThat(text.read(written, NOON).protocols().getFirst().tvl()).isEmpty();
  }

  @Test
  void whatCannotBeAHeaderIsNoValidator() throws Exception {
    String written = text.written(list("Example", "1")).replace("\\\"a\\\"", "a\\r\\nHost: b");
    assertThat(written).contains("Host");
    Validators validators = text.read(written, NOON).validators();
    assertThat(validators.etag()).isEmpty();
    assertThat(validators.lastModified()).isEqualTo(VALIDATORS.lastModified());
  }

  @Test
  void ofReportsOnlyWhatHasAnythingToBeSeenIsKept() throws Exception {
    ReportForm form = new ReportForm();
    FeedCopy copy =
        form.bounded(
            copy(
                report("kamiyo:1", "Acme", "X", "\u00a0"),
                report("kamiyo:2", "\u200b", "X", "0xab"),
                report("kamiyo:3", "Apex", "\u2060", "0xab")));
    assertThat(copy.reports()).containsOnlyKeys("kamiyo:1");
    assertThat(copy.unreadable())
        .extracting(Quarantined::row, Quarantined::reason)
        .containsExactly(
            tuple("kamiyo:2", "it has no protocol"), tuple("kamiyo:3", "it has no source"));
    CopyText<FeedCopy> reports = new CopyText<>(form);
    assertThat(reports.read(reports.written(copy), NOON)).isEqualTo(copy);
    assertThat(copy.reports().values()).allMatch(report -> report.transactions().isEmpty());
  }

  @Test
  void aDamagedReportIsHeldBackAndOnlyAFileOfMostlySuchIsRefused() throws Exception {
    CopyForm.Content<FeedCopy> kept = new ReportForm().empty();
    tell(kept, "kamiyo:1", "Acme", 1);
    tell(kept, "kamiyo:2", "", 1);
    FeedCopy read = kept.copy(NOON, NOON, VALIDATORS);
    assertThat(read.reports()).containsOnlyKeys("kamiyo:1");
    assertThat(read.unreadable()).extracting(Quarantined::row).containsExactly("kamiyo:2");
    tell(kept, "kamiyo:2", "", 10);
    assertThatThrownBy(() -> kept.copy(NOON, NOON, VALIDATORS))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining("11 of 12");
  }

  private static void tell(CopyForm.Content<FeedCopy> kept, String key, String protocol, int times)
      throws Exception {
    String line =
        ("{\"report\":{\"key\":\"" + key + "\",\"protocol\":\"" + protocol + "\",")
            + "\"date\":\"2024-01-01\",\"sources\":[{\"name\":\"X\"}]}}";
    for (int i = 0; i < times; i++) {
      kept.line(JsonMapper.shared().readTree(line));
    }
  }

  private static FeedCopy copy(ExploitReport... reports) {
    Map<String, ExploitReport> byKey = new LinkedHashMap<>();
    for (ExploitReport report : reports) {
      byKey.put(report.key(), report);
    }
    return new FeedCopy(byKey, List.of(), NOON, NOON, VALIDATORS);
  }

  private static ExploitReport report(String key, String protocol, String source, String hash) {
    return new ExploitReport(
        key,
        Optional.empty(),
        protocol,
        List.of(),
        List.of(),
        LocalDate.of(2024, 1, 1),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Set.of(),
        "",
        List.of(new Source(source, Optional.empty(), Optional.empty(), Optional.empty(), false)),
        List.of(new Reference(Optional.empty(), hash)),
        List.of(),
        Optional.empty());
  }

  @Test
  void endlessLinesAreRefused() throws Exception {
    String endless = text.written(list("Example", "1")) + "{}\n".repeat(500_001);
    assertThatThrownBy(() -> text.read(endless, NOON)).isInstanceOf(UnreadableFile.class);
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    String deep = text.written(list("Example", "1")) + "[".repeat(1_000_000);
    assertThatThrownBy(() -> text.read(deep, NOON)).isInstanceOf(UnreadableFile.class);
  }

  private static ProtocolList list(String name, String tvl) {
    ListedProtocol protocol =
        new ListedProtocol(
            "example",
            Optional.of("defillama:7"),
            name,
            List.of(name + " of old"),
            "Dexes",
            List.of("Ethereum"),
            Optional.of("family"),
            Optional.of(new BigDecimal(tvl)));
    return new ProtocolList(List.of(protocol), 3, NOON, VALIDATORS);
  }
}
