package ai.kamiyo.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GammaDistributionTest {
  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void itAgreesWithHipparchus() {
    for (int n = 0; n < 2_000; n++) {
      double shape = Math.exp(random.nextDouble(Math.log(0.3), Math.log(200)));
      double p = random.nextDouble(0.001, 0.999);
      var theirs = new org.hipparchus.distribution.continuous.GammaDistribution(shape, 1);
      GammaDistribution ours = new GammaDistribution(shape);
      double quantile = theirs.inverseCumulativeProbability(p);
      double there = theirs.cumulativeProbability(quantile);
      assertThat(ours.cumulative(quantile)).isCloseTo(there, within(1e-9));
      double back = theirs.cumulativeProbability(ours.quantile(p));
      assertThat(back).isCloseTo(p, within(1e-8));
    }
  }
}
