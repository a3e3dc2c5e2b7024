package ai.kamiyo.domain.risk.backtest;

import ai.kamiyo.domain.risk.Parameters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How far the whole level of exploits strays from what the years before let one expect. Learnt from
 * years that were over on the day.
 *
 * @param spread the standard deviation of the logarithm of hits over expected hits
 */
public record Drift(double spread, List<Year> years) {
  /** A year counts only if the model expected this many hits in it, or it says nothing. */
  private static final double FEWEST = 10;

  private static final int MOST_YEARS = 4;

  /** One more year that was wrong by this much: few years must not make one sure. */
  private static final double BEFOREHAND = 0.35;

  private static final int DRAWS = 20_000;
  private static final long SEED = 20_230_724L;

  public Drift {
    years = List.copyOf(years);
  }

  /** What was expected of a year and what came. */
  public record Year(LocalDate from, double expected, int hits) {
    double error() {
      return Math.log(Math.max(0.5, hits) / expected);
    }
  }

  /** From yearly trials that end at latest on that day. */
  static Drift upTo(LocalDate asOf, Trial.Data data, Parameters parameters) {
    Trial.Data past = new Trial.Data(data.listings(), data.known(), data.known());
    List<Year> years = new ArrayList<>();
    for (int back = 1; back <= MOST_YEARS; back++) {
      LocalDate from = asOf.minusYears(back);
      Trial trial = Trial.of(past, from, asOf.minusYears(back - 1), parameters);
      if (trial.expectedHits() >= FEWEST) {
        years.add(new Year(from, trial.expectedHits(), trial.hits()));
      }
    }
    double squares = BEFOREHAND * BEFOREHAND;
    for (Year year : years) {
      squares += year.error() * year.error();
    }
    return new Drift(Math.sqrt(squares / (years.size() + 1)), years);
  }

  /** Within which the number of hits lies with 90 % probability. */
  int[] interval(Trial trial) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] totals = new double[DRAWS];
    double expected = trial.expectedHits();
    for (int n = 0; n < DRAWS; n++) {
      double level = expected * Math.exp(spread * random.nextGaussian());
      totals[n] = poisson(level, random);
    }
    Arrays.sort(totals);
    return new int[] {(int) Ranking.at(totals, 0.05), (int) Ranking.at(totals, 0.95)};
  }

  private static double poisson(double mean, SplittableRandom random) {
    if (mean > 200) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
