package ai.kamiyo.domain.risk;

import static ai.kamiyo.domain.exploit.Exploits.exploit;
import static ai.kamiyo.domain.risk.Portfolio.called;
import static ai.kamiyo.domain.risk.Portfolio.curated;
import static ai.kamiyo.domain.risk.Portfolio.holding;
import static ai.kamiyo.domain.risk.Portfolio.listed;
import static ai.kamiyo.domain.risk.Portfolio.memberOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.RiskReport.Analysis;
import ai.kamiyo.domain.risk.RiskScore.Contribution;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a day knew, and what the model makes of what it does not know. */
class RiskViewTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final long LARGE = 10_000_000_000L;
  private static final List<ProtocolListing> LISTS =
      List.of(
          called(curated("acme", "Acme", "Lending", "Ethereum", "BSC"), "Acme V2"),
          holding(listed("Large", "Lending", "Ethereum"), LARGE),
          listed("Neighbour", "Lending", "Ethereum"),
          memberOf("magpie", "", listed("Penpie", "Yield", "Ethereum")),
          memberOf("magpie", "", listed("Radpie", "Yield", "Ethereum")),
          memberOf("kyber", "", listed("Kyber Classic", "Dexs", "Ethereum")),
          memberOf("kyber", "", listed("Kyber Elastic", "Dexs", "Ethereum")),
          curated("vault", "Vault Exchange", "CEX", "Bitcoin"));
  private static final List<Exploit> EXPLOITS =
      List.of(
          exploit("Neighbour", "2025-06-15").get(),
          exploit("Acme", "2026-05-28").on("BSC").get(),
          exploit("Vault Exchange", "2025-02-21")
              .on("Bitcoin")
              .with(Flag.CENTRALIZED_EXCHANGE)
              .get(),
          exploit("Penpie", "2024-09-03").get(),
          exploit("Gone", "2025-03-01").by(RootCause.RUG_PULL, "rug pull").get());

  private static RiskReport ask(LocalDate asOf, String name, Optional<Usd> tvl, String... chain) {
    RiskView view =
        new RiskView(
            new RiskView.Facts(LISTS, EXPLOITS, false),
            asOf,
            Parameters.SHIPPED,
            Optional.of(Portfolio.priors()));
    DataStatus data = new DataStatus(Optional.of(asOf), List.of(), EXPLOITS.size(), false);
    return new Assessor(view, data)
        .assess(
            new RiskQuestion(
                name,
                chain.length == 0 ? Optional.empty() : Chains.named(chain[0]),
                Optional.of(asOf),
                tvl,
                List.of()));
  }

  private static RiskReport ask(String name, String... chain) {
    return ask(TODAY, name, Optional.empty(), chain);
  }

  private static List<Factor> factors(RiskReport report) {
    return report.analysis().orElseThrow().score().contributions().stream()
        .map(Contribution::factor)
        .toList();
  }

  @Test
  void theSizeThatALaterListTellsIsNotConsidered() {
    RiskReport before = ask(Portfolio.LIST_DAY.minusDays(1), "Large", Optional.empty());
    assertThat(factors(before)).doesNotContain(Factor.SIZE);
    assertThat(before.statement()).contains("Size was not considered");
    assertThat(before.subject().orElseThrow().protocol().tvl()).isEmpty();
    RiskReport on = ask(Portfolio.LIST_DAY, "Large", Optional.empty());
    assertThat(factors(on)).contains(Factor.SIZE);
    assertThat(on.statement()).doesNotContain("Size was not considered");
  }

  @Test
  void theSizeThatTheCallerTellsIsConsideredOnAnyDay() {
    RiskReport report = ask(LocalDate.of(2022, 1, 1), "Large", Optional.of(Usd.of(LARGE)));
    assertThat(factors(report)).contains(Factor.SIZE);
    assertThat(report.statement()).doesNotContain("Size was not considered");
  }

  @Test
  void beforeTheSlopeOfSizeWasLearntThePublishedOneServes() {
    double published = Math.exp(Parameters.SHIPPED.sizeSlope() * 4);
    assertThat(sizeFactor(Portfolio.FIT_DAY.minusDays(1))).isCloseTo(published, within(1e-9));
    assertThat(sizeFactor(Portfolio.FIT_DAY)).isCloseTo(Math.exp(0.3 * 3), within(1e-9));
  }

  private static double sizeFactor(LocalDate asOf) {
    List<Hazard.Step> steps =
        ask(asOf, "Large", Optional.of(Usd.of(LARGE))).analysis().orElseThrow().hazard().steps();
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).factor() == Factor.SIZE) {
        return steps.get(i).relative() / steps.get(i - 1).relative();
      }
    }
    throw new AssertionError("no size in " + steps);
  }

  @Test
  void anExchangeHasNoRecordThatWouldSpeakForIt() {
    RiskReport report = ask(TODAY, "Vault Exchange", Optional.of(Usd.of(LARGE)));
    Analysis analysis = report.analysis().orElseThrow();
    assertThat(factors(report)).containsExactly(Factor.ALL_PROTOCOLS);
    assertThat(report.score()).contains(50);
    assertThat(analysis.hazard().relative()).isEqualTo(1);
    assertThat(analysis.hazard().low()).isLessThan(analysis.hazard().annualRate());
    assertThat(analysis.hazard().high()).isGreaterThan(analysis.hazard().annualRate());
    assertThat(analysis.peers()).isEmpty();
    assertThat(report.statement())
        .contains("that of a mean protocol")
        .doesNotContain("Size was not considered");
  }

  @Test
  void whoIsKnownByARugPullOnlyHasNoCleanRecord() {
    assertThat(factors(ask("Gone"))).doesNotContain(Factor.OWN_RECORD);
    assertThat(factors(ask("Acme"))).contains(Factor.OWN_RECORD);
  }

  @Test
  void theLastYearOfPeersEndsWithTheData() {
    Peers peers = ask("Large").analysis().orElseThrow().peers().orElseThrow();
    assertThat(peers.count()).isEqualTo(3);
    assertThat(peers.hitInYear()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "Acme", "ACME V2"})
  void theVeryProtocolIsCoveredInFull(String name) {
    assertThat(ask(name).coverage()).isEqualTo(Coverage.FULL);
    assertThat(ask(name).statement()).doesNotContain("No version");
  }

  @Test
  void aVersionThatNobodyKnowsIsCoveredInPart() {
    RiskReport report = ask("Acme V9");
    assertThat(report.coverage()).isEqualTo(Coverage.PARTIAL);
    assertThat(report.statement()).contains("No version “Acme V9” is known.");
    assertThat(report.score()).isPresent();
  }

  @Test
  void aChainThatItIsNotKnownToBeOnIsCoveredInPart() {
    RiskReport report = ask("Acme", "Solana");
    assertThat(report.coverage()).isEqualTo(Coverage.PARTIAL);
    assertThat(report.statement()).contains("It is not known to be on Solana.");
    assertThat(ask("Acme", "BSC").coverage()).isEqualTo(Coverage.FULL);
  }

  @Test
  void theStatementTellsWhatIsTakenTogetherAndWhatIsNot() {
    assertThat(ask("Kyber").statement())
        .contains("The record of Kyber is that of all its 2 listed versions together.");
    assertThat(ask("Kyber Elastic").statement())
        .contains("“Kyber Elastic” is taken as a version of Kyber;");
    assertThat(ask("Radpie").statement())
        .contains("No recorded exploit of Radpie")
        .contains("not charged to it, are exploits of others of its family: Penpie.");
    assertThat(ask("Penpie").statement()).doesNotContain("of its family");
  }

  @Test
  void theBriefStatementTellsNeitherHowManyNorWhen() {
    RiskReport report = ask("Acme", "Ethereum");
    assertThat(report.statement())
        .contains("1 recorded exploit of Acme up to 2026-05-28, the last on 2026-05-28.")
        .contains("1 of them on other chains");
    assertThat(report.brief())
        .contains("There are recorded exploits of Acme up to 2026-05-28.")
        .contains("All of them on other chains")
        .doesNotContain("the last on", "1 ");
    RiskReport none = ask("Large");
    assertThat(none.brief()).isEqualTo(none.statement()).contains("No recorded exploit");
    assertThat(ask("Vault Exchange").brief()).contains("Not counted towards the score: all of");
  }
}
