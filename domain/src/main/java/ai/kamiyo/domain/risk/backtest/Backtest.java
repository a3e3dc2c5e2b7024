package ai.kamiyo.domain.risk.backtest;

import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.backtest.Ranking.Interval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every figure of one trial. */
public record Backtest(
    Trial trial,
    Interval auc,
    Interval categoryOnly,
    Interval gain,
    Optional<Interval> sizeOnly,
    double recallInTopTenth,
    double shuffled,
    double expected,
    int low,
    int high,
    Drift drift,
    List<Tenth> calibration) {
  private static final int SHUFFLES = 200;
  private static final int TENTHS = 10;

  public Backtest {
    calibration = List.copyOf(calibration);
  }

  /** A tenth of the protocols, by what was expected of them, the highest first. */
  public record Tenth(int protocols, double expected, int hits) {}

  /** Tries the model as of that day. */
  public static Backtest of(Trial.Data data, LocalDate asOf, LocalDate end, Parameters parameters) {
    Trial trial = Trial.of(data, asOf, end, parameters);
    boolean[] hits = trial.outcomes();
    double[] rates = trial.rates();
    Drift drift = Drift.upTo(asOf, data, parameters);
    int[] total = drift.interval(trial);
    boolean sized = trial.cases().stream().anyMatch(one -> one.magnitude() > 0);
    double[] sizes = trial.cases().stream().mapToDouble(Trial.Case::magnitude).toArray();
    return new Backtest(
        trial,
        Ranking.interval(rates, hits),
        Ranking.interval(trial.categoryRates(), hits),
        Ranking.difference(rates, trial.categoryRates(), hits),
        sized ? Optional.of(Ranking.interval(sizes, hits)) : Optional.empty(),
        Ranking.recallInTopTenth(rates, hits),
        Ranking.shuffled(rates, hits, SHUFFLES),
        trial.expectedHits(),
        total[0],
        total[1],
        drift,
        calibration(trial));
  }

  /** Whether as many were hit as the model could have led one to expect. */
  public boolean totalIsInside() {
    return trial.hits() >= low && trial.hits() <= high;
  }

  /** Whether it begins after the windows on which the shipped parameters were chosen. */
  public boolean isOutOfSample() {
    return !trial.asOf().isBefore(Parameters.CHOSEN_UNTIL);
  }

  private static List<Tenth> calibration(Trial trial) {
    List<Trial.Case> sorted =
        trial.cases().stream()
            .sorted(
                Comparator.comparingDouble(Trial.Case::rate)
                    .reversed()
                    .thenComparing(one -> one.protocol().id()))
            .toList();
    List<Tenth> tenths = new ArrayList<>();
    for (int n = 0; n < TENTHS; n++) {
      List<Trial.Case> some =
          sorted.subList(n * sorted.size() / TENTHS, (n + 1) * sorted.size() / TENTHS);
      tenths.add(
          new Tenth(
              some.size(),
              some.stream().mapToDouble(trial::chance).sum(),
              (int) some.stream().filter(Trial.Case::hit).count()));
    }
    return tenths;
  }
}
