package ai.kamiyo.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.Protocol.Known;
import ai.kamiyo.domain.risk.RiskScore.Contribution;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RiskScoreTest {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
  private static final List<String> CATEGORIES =
      List.of("Lending", "Dexs", "Liquid Staking", "Never Seen", "CEX", "");

  private final SplittableRandom random = new SplittableRandom(11);
  private final RiskPriors priors = Portfolio.priors();
  private final HazardModel model =
      new HazardModel(priors.tallies(DAY, Parameters.SHIPPED), priors.size(), Parameters.SHIPPED);

  private Protocol protocol() {
    List<Chain> chains = new ArrayList<>();
    for (int n = random.nextInt(5); n > 0; n--) {
      chains.add(new Chain("Chain " + n, Optional.empty()));
    }
    Optional<Category> category =
        Optional.of(CATEGORIES.get(random.nextInt(CATEGORIES.size())))
            .filter(name -> !name.isEmpty())
            .map(Category::of);
    return new Protocol(
        "p",
        "P",
        List.of(),
        List.of("P"),
        category,
        chains,
        Optional.empty(),
        Optional.empty(),
        Known.BY_LIST);
  }

  private Hazard hazard() {
    Optional<Usd> tvl =
        random.nextBoolean()
            ? Optional.of(Usd.of((long) Math.pow(10, random.nextDouble(0, 11))))
            : Optional.empty();
    double events = random.nextBoolean() ? 0 : random.nextDouble(0, 6);
    return model.hazard(
        protocol(), tvl, random.nextInt(9) == 0 ? Optional.empty() : Optional.of(events));
  }

  @Test
  void contributionsAddUpExactly() {
    for (int n = 0; n < 20_000; n++) {
      RiskScore score = RiskScore.of(hazard());
      int sum = score.contributions().stream().mapToInt(Contribution::points).sum();
      assertThat(sum).isEqualTo(score.value()).isBetween(0, 100);
      assertThat(score.level()).isNotEqualTo(RiskLevel.UNKNOWN);
    }
  }

  @Test
  void aHigherHazardNeverHasALowerScore() {
    List<Hazard> hazards = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      hazards.add(hazard());
    }
    hazards.sort(java.util.Comparator.comparingDouble(Hazard::annualRate));
    int before = 0;
    for (Hazard hazard : hazards) {
      int score = RiskScore.of(hazard).value();
      assertThat(score).isGreaterThanOrEqualTo(before);
      assertThat(hazard.low()).isLessThan(hazard.high());
      before = score;
    }
  }

  @Test
  void anOwnExploitRaisesTheRateTwoToThreefold() {
    Protocol protocol =
        new Protocol(
            "p",
            "P",
            List.of(),
            List.of("P"),
            Optional.of(Category.of("Dexs")),
            List.of(new Chain("A", Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            Known.BY_LIST);
    double without = model.rate(protocol, Optional.empty(), Optional.of(0.0));
    double with = model.rate(protocol, Optional.empty(), Optional.of(1.0));
    assertThat(with / without).isBetween(2.0, 3.5);
  }

  @Test
  void theMeanOfAllIsFifty() {
    assertThat(RiskScore.points(1)).isEqualTo(50);
    assertThat(RiskLevel.of(50)).isEqualTo(RiskLevel.MEDIUM);
    assertThat(RiskLevel.of(RiskScore.points(0.4))).isEqualTo(RiskLevel.LOW);
    assertThat(RiskLevel.of(RiskScore.points(2.5))).isEqualTo(RiskLevel.HIGH);
    assertThat(RiskLevel.of(RiskScore.points(6))).isEqualTo(RiskLevel.CRITICAL);
  }
}
