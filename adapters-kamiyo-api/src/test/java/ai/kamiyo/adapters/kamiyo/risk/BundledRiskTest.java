package ai.kamiyo.adapters.kamiyo.risk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.KamiyoSettings;
import ai.kamiyo.domain.risk.Coverage;
import ai.kamiyo.domain.risk.RiskAssessment;
import ai.kamiyo.domain.risk.RiskLevel;
import ai.kamiyo.domain.risk.RiskQuestion;
import ai.kamiyo.domain.risk.RiskReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a first run answers, with nothing configured and nothing imported but what a test does. */
class BundledRiskTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path home;
  private KamiyoAdapter adapter = adapter(Path.of(""));

  @BeforeEach
  void open() {
    adapter = adapter(home);
    adapter.start();
  }

  @AfterEach
  void close() {
    adapter.close();
  }

  private static KamiyoAdapter adapter(Path home) {
    return new KamiyoAdapter(
        new KamiyoSettings(
            home,
            Set.of("bundled", "imported"),
            Duration.ofMinutes(5),
            Duration.ofDays(1),
            true,
            Optional.empty(),
            new KamiyoSettings.DefiLlama(KamiyoSettings.DefiLlama.PUBLIC, Optional.empty()),
            KamiyoSettings.Wallet.NOTHING),
        CLOCK);
  }

  private RiskReport ask(String name) {
    return ask(name, Optional.empty());
  }

  private RiskReport ask(String name, Optional<LocalDate> asOf) {
    RiskAssessment risk = adapter.riskAssessment();
    return risk.assess(new RiskQuestion(name, Optional.empty(), asOf, Optional.empty(), List.of()));
  }

  @Test
  void lidoHasAScoreNoIncidentAndTheSentence() {
    RiskReport report = ask("Lido");
    assertThat(report.coverage()).isEqualTo(Coverage.FULL);
    assertThat(report.score()).isPresent();
    assertThat(report.evidence().orElseThrow().exploits()).isEmpty();
    assertThat(report.statement())
        .containsPattern("No recorded exploit of Lido up to \\d{4}-\\d{2}-\\d{2}")
        .contains("this is not evidence of safety")
        .contains("Base rates are those shipped");
  }

  @ParameterizedTest
  @CsvSource({
    "Bybit, Bybit Exchange",
    "Ronin, Ronin Bridge",
    "Euler, Euler Finance",
    "Curve, Curve Finance",
    "Cetus, Cetus AMM"
  })
  void theWellKnownAreFoundUnderBothNames(String one, String other) {
    RiskReport report = ask(one);
    assertThat(report.subject().orElseThrow().protocol())
        .isEqualTo(ask(other).subject().orElseThrow().protocol());
    assertThat(report.evidence().orElseThrow().exploits()).isNotEmpty();
    assertThat(report.level()).isNotIn(RiskLevel.LOW, RiskLevel.UNKNOWN);
  }

  @Test
  void aMadeUpProtocolIsUnknown() {
    RiskReport report = ask("Zorblax Unlimited Protocol");
    assertThat(report.coverage()).isEqualTo(Coverage.UNKNOWN);
    assertThat(report.score()).isEmpty();
    assertThat(report.didYouMean()).isNotEmpty();
  }

  @Test
  void theDayBeforeAnIncidentKnowsNothingOfIt() {
    LocalDate hack = ask("Euler").evidence().orElseThrow().exploits().getLast().date();
    RiskReport before = ask("Euler", Optional.of(hack.minusDays(1)));
    assertThat(before.evidence().orElseThrow().exploits()).isEmpty();
    assertThat(before.statement()).contains("No recorded exploit");
    RiskReport after = ask("Euler", Optional.of(hack));
    assertThat(after.evidence().orElseThrow().exploits()).hasSize(1);
    assertThat(after.evidence().orElseThrow().isOpen()).isTrue();
  }

  @Test
  void importedListsAreKeptAndImportingThemAgainChangesNothing() throws Exception {
    Path list = home.resolve("list.csv");
    Files.writeString(
        list,
        """
        Name,Chain,Category,TVL
        Newcomer V1,Ethereum,Lending,1000000
        Newcomer V1,Base,Lending,1000000
        Newcomer V2,Base,Lending,-5
        ,Base,Lending,1
        """);
    var first = adapter.importer("protocols").load(List.of(list), bytes -> {});
    assertThat(first.read()).isEqualTo(4);
    assertThat(first.added()).isEqualTo(2);
    assertThat(first.merged()).isEqualTo(1);
    assertThat(first.quarantined()).hasSize(1);
    var again = adapter.importer("protocols").load(List.of(list), bytes -> {});
    assertThat(again.added() + again.updated()).isZero();
    assertThat(again.unchanged()).isEqualTo(2);
    RiskReport report = ask("Newcomer");
    assertThat(report.subject().orElseThrow().protocol().tvl()).isPresent();
    assertThat(report.subject().orElseThrow().protocol().chains()).hasSize(2);
    assertThat(report.statement()).doesNotContain("Size was not considered");
  }
}
