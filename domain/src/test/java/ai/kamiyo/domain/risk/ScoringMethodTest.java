package ai.kamiyo.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoringMethodTest {
  @Test
  void theTextTellsEveryFactorAndBand() {
    String text = ScoringMethod.text();
    for (Factor factor : Factor.values()) {
      assertThat(text).contains(factor.label());
    }
    for (RiskLevel level : RiskLevel.values()) {
      assertThat(text).contains(level == RiskLevel.UNKNOWN ? "unknown" : "from " + level.from());
    }
  }
}
