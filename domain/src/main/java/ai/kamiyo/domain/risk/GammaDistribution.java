package ai.kamiyo.domain.risk;

/** The gamma distribution of a given shape, at rate 1. */
final class GammaDistribution {
  private static final double[] LANCZOS = {
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };

  private static final int MOST_STEPS = 500;
  private static final double PRECISION = 1e-12;

  private final double shape;
  private final double logGamma;

  GammaDistribution(double shape) {
    if (!(shape > 0)) {
      throw new IllegalArgumentException("a shape is above zero, was " + shape);
    }
    this.shape = shape;
    this.logGamma = logGamma(shape);
  }

  static double logGamma(double x) {
    if (x < 0.5) {
      return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
    }
    double sum = 0.9999999999998099;
    for (int i = 0; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x + i);
    }
    double t = x + LANCZOS.length - 1.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }

  /** The probability of a value of at most {@code x}. */
  double cumulative(double x) {
    if (x <= 0) {
      return 0;
    }
    double scale = Math.exp(-x + shape * Math.log(x) - logGamma);
    return x < shape + 1 ? scale * series(x) : 1 - scale * fraction(x);
  }

  private double series(double x) {
    double term = 1 / shape;
    double sum = term;
    for (int n = 1; n < MOST_STEPS && term > sum * PRECISION; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return sum;
  }

  /** Lentz's way through the continued fraction. */
  private double fraction(double x) {
    double tiny = 1e-300;
    double b = x + 1 - shape;
    double c = 1 / tiny;
    double d = 1 / b;
    double product = d;
    for (int i = 1; i < MOST_STEPS; i++) {
      double a = i * (shape - i);
      b += 2;
      d = 1 / nonzero(a * d + b, tiny);
      c = nonzero(b + a / c, tiny);
      product *= c * d;
      if (Math.abs(c * d - 1) < PRECISION) {
        break;
      }
    }
    return product;
  }

  private static double nonzero(double value, double tiny) {
    return Math.abs(value) < tiny ? tiny : value;
  }

  /** The value that is exceeded with probability {@code 1 - p}; {@code 0 < p < 1}. */
  double quantile(double p) {
    double low = 0;
    double high = Math.max(1, 2 * shape);
    while (cumulative(high) < p) {
      low = high;
      high *= 2;
    }
    double x = between(low, high, start(p));
    for (int step = 0; step < 100; step++) {
      double error = cumulative(x) - p;
      if (error > 0) {
        high = x;
      } else {
        low = x;
      }
      double slope = Math.exp(-x + (shape - 1) * Math.log(x) - logGamma);
      double next = between(low, high, x - error / slope);
      if (Math.abs(next - x) <= 1e-10 * x) {
        return next;
      }
      x = next;
    }
    return x;
  }

  /** A Newton step that leaves the bracket is replaced by its middle. */
  private static double between(double low, double high, double x) {
    return x > low && x < high ? x : (low + high) / 2;
  }

  /**
   * Near enough where the distribution begins, which is where small shapes have their quantiles.
   */
  private double start(double p) {
    return Math.exp((Math.log(p) + Math.log(shape) + logGamma) / shape);
  }
}
