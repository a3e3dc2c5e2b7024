package ai.kamiyo.adapters.kamiyo.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.kamiyo.adapters.kamiyo.Samples;
import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import ai.kamiyo.adapters.kamiyo.replica.FileCatalogue;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.RiskAssessment;
import ai.kamiyo.domain.risk.RiskQuestion;
import ai.kamiyo.domain.risk.RiskReport;
import ai.kamiyo.domain.risk.backtest.Backtest;
import ai.kamiyo.domain.risk.backtest.Trial;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The model against what really happened, as the marks ask. */
class BacktestSamplesTest {
  private static final LocalDate EARLY = LocalDate.of(2023, 7, 24);
  private static final LocalDate LATE = LocalDate.of(2026, 2, 2);

  static Trial.Data early() throws IOException {
    List<Exploit> exploits = exploits("defillama-hacks.json");
    return new Trial.Data(
        FileCatalogue.listings(Samples.file("protocols-2023-07-24.csv"), EARLY),
        exploits,
        exploits);
  }

  static Trial.Data late() throws IOException {
    return new Trial.Data(
        FileCatalogue.listings(Samples.file("protocols-2026-02-train.csv"), LATE),
        exploits("hacks-known-2026-01.json"),
        exploits("outcomes-2026-train.json"));
  }

  static List<Exploit> exploits(String sample) throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2026-11-26T00:00:00Z"), ZoneOffset.UTC);
    return FileCatalogue.exploits(ImportFormat.DEFILLAMA, Samples.file(sample), clock);
  }

  @Test
  void twentySixMonthsAreRankedBetterThanByChance() throws IOException {
    Backtest test = Backtest.of(early(), EARLY, LocalDate.of(2025, 9, 30), Parameters.SHIPPED);
    System.out.println(told(test));
    assertThat(test.auc().low()).isGreaterThan(0.5);
    assertThat(test.auc().value()).isGreaterThanOrEqualTo(0.63);
    assertThat(test.totalIsInside()).isTrue();
    assertThat(test.shuffled()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void twelveMonthsAreToo() throws IOException {
    Backtest test = Backtest.of(early(), EARLY, LocalDate.of(2024, 7, 24), Parameters.SHIPPED);
    System.out.println(told(test));
    assertThat(test.auc().low()).isGreaterThan(0.5);
    assertThat(test.totalIsInside()).isTrue();
    assertThat(test.shuffled()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void withSizeItIsNoWorseThanSizeAlone() throws IOException {
    Backtest test = Backtest.of(late(), LATE, LocalDate.of(2026, 5, 31), Parameters.SHIPPED);
    System.out.println(told(test));
    assertThat(test.auc().value())
        .isGreaterThanOrEqualTo(test.sizeOnly().orElseThrow().value() - 0.02);
    assertThat(test.totalIsInside()).isTrue();
    assertThat(test.shuffled()).isCloseTo(0.5, within(0.02));
  }

  /** By then the samples tell so many incidents that the tool learns from them too. */
  private static final LocalDate SURVEYED = LocalDate.of(2025, 1, 1);

  /** A trial judges what the tool says: of the same day and data, to the last digit. */
  @Test
  void theTrialsRateIsTheToolsAnnualRate() throws IOException {
    Trial.Data data = early();
    Trial trial = Trial.of(data, SURVEYED, SURVEYED.plusYears(1), Parameters.SHIPPED);
    Set<ExploitId> surveyed = data.known().stream().map(Exploit::id).collect(Collectors.toSet());
    RiskAssessment tool =
        Assessments.over(
            List.copyOf(data.listings()),
            List.copyOf(data.known()),
            surveyed,
            PriorsFile::shipped,
            LocalDate.of(2026, 11, 26));
    int compared = 0;
    for (int n = 0; n < trial.cases().size(); n += 10) {
      Trial.Case one = trial.cases().get(n);
      RiskReport report = tool.assess(question(one.protocol().id()));
      if (report.subject().isEmpty()) {
        continue; // an id of one word that is also the name of others fits several
      }
      compared++;
      assertThat(report.subject().orElseThrow().protocol().id()).isEqualTo(one.protocol().id());
      assertThat(report.analysis().orElseThrow().hazard().annualRate()).isEqualTo(one.rate());
      assertThat(
              report.evidence().orElseThrow().exploits().size()
                  - report.evidence().orElseThrow().notCounted())
          .isEqualTo(one.earlier());
    }
    assertThat(compared).isGreaterThan(250);
  }

  private static RiskQuestion question(String id) {
    return new RiskQuestion(
        id, Optional.empty(), Optional.of(SURVEYED), Optional.empty(), List.of());
  }

  @Test
  void whatBeginsBeforeTheParametersWereChosenIsNoEvidence() throws IOException {
    LocalDate inside = Parameters.CHOSEN_UNTIL.minusDays(1);
    Trial.Data data = early();
    assertThat(Backtest.of(data, EARLY, EARLY.plusDays(90), Parameters.SHIPPED).isOutOfSample())
        .isTrue();
    assertThat(Backtest.of(data, inside, EARLY.plusDays(90), Parameters.SHIPPED).isOutOfSample())
        .isFalse();
  }

  private static String told(Backtest test) {
    return test.trial().cases().size()
        + " protocols, "
        + test.trial().hits()
        + " hit, "
        + test.trial().excluded()
        + " excluded, "
        + test.auc()
        + " category "
        + test.categoryOnly()
        + " gain "
        + test.gain()
        + " size "
        + test.sizeOnly()
        + " "
        + test.trial().view().model().orElseThrow().size()
        + " top "
        + test.recallInTopTenth()
        + " expected "
        + test.expected()
        + " in "
        + test.low()
        + ".."
        + test.high()
        + " shuffled "
        + test.shuffled()
        + " drift "
        + test.drift()
        + " "
        + test.calibration();
  }
}
