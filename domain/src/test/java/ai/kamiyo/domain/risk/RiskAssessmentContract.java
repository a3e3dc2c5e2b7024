package ai.kamiyo.domain.risk;

import static ai.kamiyo.domain.exploit.Exploits.exploit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.NoData;
import ai.kamiyo.domain.exploit.RootCause;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every assessment keeps to. Today is the 23rd of November 2026. */
public abstract class RiskAssessmentContract {
  protected static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  /** An assessment over {@link Portfolio#universe()}, its base rates, and these incidents. */
  protected abstract RiskAssessment over(List<Exploit> exploits);

  private static final Exploit OLD = exploit("Acme", "2024-03-01").get();
  private static final Exploit NEW =
      exploit("Acme", "2026-11-10").on("BSC").by(RootCause.REENTRANCY, "callback").get();
  private static final Exploit THEFT =
      exploit("Vault Exchange", "2025-02-21")
          .on("Bitcoin")
          .with(Flag.CENTRALIZED_EXCHANGE)
          .lost(1_400_000_000)
          .get();

  private RiskReport ask(String name) {
    return over(List.of(OLD, NEW, THEFT)).assess(question(name));
  }

  private static RiskQuestion question(String name) {
    return new RiskQuestion(name, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  @Test
  void whatIsNotKnownIsUnknownAndHasNoScore() {
    RiskReport report = ask("Zorblax Unlimited");
    assertThat(report.coverage()).isEqualTo(Coverage.UNKNOWN);
    assertThat(report.level()).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(report.score()).isEmpty();
    assertThat(report.evidence()).isEmpty();
    assertThat(report.didYouMean()).isNotEmpty();
    assertThat(report.statement()).contains("Unknown does not mean low");
  }

  @Test
  void whatFitsSeveralIsAnsweredWithCandidates() {
    RiskReport report = ask("Twin");
    assertThat(report.score()).isEmpty();
    assertThat(report.didYouMean()).hasSize(2);
    String id = report.didYouMean().getLast().id();
    assertThat(ask(id).subject()).isPresent();
  }

  @Test
  void theUnharmedHaveAScoreAndTheSentenceOnEvidence() {
    RiskReport report = ask("Calm");
    assertThat(report.score()).isPresent();
    assertThat(report.evidence().orElseThrow().exploits()).isEmpty();
    assertThat(report.statement())
        .contains("No recorded exploit of Calm up to 2026-11-10")
        .contains("this is not evidence of safety")
        .contains("Size was not considered");
    assertThat(report.coverage()).isEqualTo(Coverage.FULL);
  }

  @Test
  void evidenceAndHazardAreToldApart() {
    RiskReport report = ask("acme finance");
    RecordedEvidence evidence = report.evidence().orElseThrow();
    assertThat(evidence.exploits()).containsExactly(NEW, OLD);
    assertThat(evidence.isOpen()).isTrue();
    assertThat(report.score().orElseThrow()).isGreaterThan(ask("Calm").score().orElseThrow());
    assertThat(report.analysis().orElseThrow().recommendations()).isNotEmpty();
  }

  @Test
  void incidentsOnOtherChainsAreToldApart() {
    RiskReport report =
        over(List.of(OLD, NEW))
            .assess(
                new RiskQuestion(
                    "Acme",
                    Chains.named("Ethereum"),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));
    assertThat(report.evidence().orElseThrow().elsewhere()).isEqualTo(1);
    assertThat(report.evidence().orElseThrow().exploits()).hasSize(2);
    assertThat(report.statement()).contains("1 of them on other chains than Ethereum");
  }

  @Test
  void theftsFromCustodyAreShownButNeitherCountNorReassure() {
    RiskReport report = ask("Vault Exchange");
    assertThat(report.evidence().orElseThrow().exploits()).containsExactly(THEFT);
    assertThat(report.evidence().orElseThrow().notCounted()).isEqualTo(1);
    assertThat(report.coverage()).isEqualTo(Coverage.PARTIAL);
    assertThat(report.level()).isNotEqualTo(RiskLevel.LOW);
    assertThat(report.statement()).contains("outside the model");
  }

  @Test
  void anEarlierDayIsAnsweredAsIfTheRestHadNeverBeenTold() {
    LocalDate before = NEW.date().minusDays(1);
    for (String name : List.of("Acme", "Calm", "Vault", "Opus", "Twin", "Nobody")) {
      RiskQuestion question = question(name).on(before);
      RiskReport whole = over(List.of(OLD, NEW, THEFT)).assess(question);
      RiskReport past = over(List.of(OLD, THEFT)).assess(question);
      assertThat(whole).usingRecursiveComparison().ignoringFields("data").isEqualTo(past);
      assertThat(whole.data().exploits()).isEqualTo(past.data().exploits()).isEqualTo(2);
    }
  }

  @Test
  void whoIsKnownByALaterIncidentOnlyVanishes() {
    Exploit later = exploit("Latecomer", "2026-10-01").get();
    RiskAssessment assessment = over(List.of(OLD, later));
    assertThat(assessment.assess(question("Latecomer")).subject()).isPresent();
    RiskQuestion past = question("Latecomer").on(LocalDate.of(2026, 9, 30));
    assertThat(assessment.assess(past).coverage()).isEqualTo(Coverage.UNKNOWN);
  }

  @Test
  void sizeIsConsideredIfItIsKnown() {
    RiskReport small = sized(100_000);
    RiskReport large = sized(10_000_000_000L);
    assertThat(large.score().orElseThrow()).isGreaterThan(small.score().orElseThrow());
    assertThat(large.statement()).doesNotContain("Size was not considered");
  }

  private RiskReport sized(long dollars) {
    return over(List.of(OLD))
        .assess(
            new RiskQuestion(
                "Calm",
                Optional.empty(),
                Optional.empty(),
                Optional.of(ai.kamiyo.domain.exploit.Usd.of(dollars)),
                List.of()));
  }

  @Test
  void othersAreComparedTo() {
    RiskReport report =
        over(List.of(OLD))
            .assess(
                new RiskQuestion(
                    "Calm",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of("Acme", "Nobody at all")));
    assertThat(report.comparison())
        .extracting(RiskReport::asked)
        .containsExactly("Acme", "Nobody at all");
    assertThat(report.comparison().getLast().score()).isEmpty();
  }

  @Test
  void aDayThatHasNotComeIsRefused() {
    RiskQuestion question = question("Acme").on(TODAY.plusDays(1));
    RiskAssessment assessment = over(List.of(OLD));
    assertThatThrownBy(() -> assessment.assess(question)).isInstanceOf(InvalidArgument.class);
  }

  @Test
  void withoutDataItSaysSo() {
    RiskAssessment assessment = over(List.of());
    RiskQuestion question = question("Acme");
    assertThatThrownBy(() -> assessment.assess(question)).isInstanceOf(NoData.class);
  }
}
