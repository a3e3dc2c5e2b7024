package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Usd;
import java.util.List;

/**
 * How the rate goes with the size of a protocol.
 *
 * @param slope log of how many times likelier an exploit is at ten times the TVL
 * @param reference log10 of the TVL in dollars at which a protocol has just its cell's rate
 */
public record SizeEffect(double slope, double reference) {
  /** Figures below and above tell no more: dust, and what hardly exists. */
  private static final double SMALLEST = 3;

  private static final double LARGEST = 10.5;

  /** Where a protocol has its cell's rate, before a universe has its say. */
  private static final double TYPICAL = 6;

  private static final int FEWEST = 200;
  private static final double STEP = 0.01;

  /** What a study published, before any universe has its say. */
  static SizeEffect published(Parameters parameters) {
    return new SizeEffect(parameters.sizeSlope(), TYPICAL);
  }

  /** log10 of the dollars, kept within what is told apart. */
  static double magnitude(Usd tvl) {
    double dollars = tvl.cents() / 100.0;
    return Math.min(LARGEST, Math.max(SMALLEST, Math.log10(Math.max(1, dollars))));
  }

  /** How many times its cell's rate a protocol of this size has. */
  double factor(Usd tvl) {
    return Math.exp(slope * (magnitude(tvl) - reference));
  }

  /**
   * A protocol whose size is known.
   *
   * @param expected exploits that its cell would let one expect
   * @param events exploits it had
   */
  record Sized(double magnitude, double expected, double events) {}

  /** What the universe says, drawn towards what is published; or else the other effect. */
  static SizeEffect learnt(List<Sized> sized, Parameters parameters, SizeEffect otherwise) {
    if (sized.size() < FEWEST) {
      return otherwise;
    }
    SizeEffect best = otherwise;
    double bestFit = Double.NEGATIVE_INFINITY;
    for (double slope = -0.2; slope < 0.81; slope += STEP) {
      SizeEffect effect = new SizeEffect(slope, reference(sized, slope));
      double doubt = (slope - parameters.sizeSlope()) / parameters.sizeDoubt();
      double fit = effect.logLikelihood(sized) - doubt * doubt / 2;
      if (fit > bestFit) {
        bestFit = fit;
        best = effect;
      }
    }
    return best;
  }

  /** Where it must lie so that all together have the rates of their cells. */
  private static double reference(List<Sized> sized, double slope) {
    double plain = 0;
    double inclined = 0;
    for (Sized one : sized) {
      plain += one.expected;
      inclined += one.expected * Math.exp(slope * one.magnitude);
    }
    return slope == 0 || Math.abs(slope) < STEP / 2 ? 0 : Math.log(inclined / plain) / slope;
  }

  private double logLikelihood(List<Sized> sized) {
    double sum = 0;
    for (Sized one : sized) {
      double mean = one.expected * Math.exp(slope * (one.magnitude - reference));
      sum += one.events * Math.log(mean) - mean;
    }
    return sum;
  }
}
