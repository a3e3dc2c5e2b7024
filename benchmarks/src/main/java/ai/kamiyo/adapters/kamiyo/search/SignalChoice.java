package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import ai.kamiyo.adapters.kamiyo.replica.FileCatalogue;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.risk.Category;
import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.Protocol;
import ai.kamiyo.domain.risk.ProtocolHistory;
import ai.kamiyo.domain.risk.backtest.Ranking;
import ai.kamiyo.domain.risk.backtest.Ranking.Interval;
import ai.kamiyo.domain.risk.backtest.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tries signals that the model does not use, on the windows its parameters were chosen on: the
 * weight of a signal is fitted on one window and judged on the other, and the other way round.
 */
public final class SignalChoice {
  private static final double MOST = 1.5;
  private static final double STEP = 0.05;

  /** How often others must have been hit before it counts as more than chance. */
  private static final double DOUBT = 2;

  private SignalChoice() {}

  /** Gives each protocol of a trial a figure; 0 where it says nothing. */
  private interface Signal {
    double of(ProtocolHistory history, Past past);
  }

  /** What could be known at the beginning of a window. */
  private static final class Past {
    private final LocalDate asOf;
    private final List<ProtocolHistory> histories;
    private final Map<Category, Double> lately = new HashMap<>();
    private final Map<Category, Double> before = new HashMap<>();

    Past(Trial trial) {
      asOf = trial.asOf();
      histories = trial.view().directory().histories();
      for (ProtocolHistory history : histories) {
        history.protocol().category().ifPresent(category -> count(history, category));
      }
    }

    private void count(ProtocolHistory history, Category category) {
      for (Exploit exploit : history.counted()) {
        boolean young = exploit.date().isAfter(asOf.minusYears(1));
        (young ? lately : before).merge(category, 1.0, Double::sum);
      }
    }

    private static double sum(Map<Category, Double> events) {
      return events.values().stream().mapToDouble(d -> d).sum();
    }

    /** How much more of all exploits of the last year fell to the category than of those before. */
    double drift(Category category) {
      double share = before.getOrDefault(category, 0.0) / Math.max(1, sum(before));
      double expected = share * sum(lately);
      return Math.log((lately.getOrDefault(category, 0.0) + DOUBT) / (expected + DOUBT));
    }

    /** Others of the category that were hit in the last year on one of its chains. */
    double wave(Protocol protocol) {
      long others =
          histories.stream()
              .filter(h -> !h.protocol().id().equals(protocol.id()))
              .filter(h -> h.protocol().category().equals(protocol.category()))
              .flatMap(h -> h.counted().stream())
              .filter(e -> e.date().isAfter(asOf.minusYears(1)))
              .filter(e -> e.chains().stream().anyMatch(protocol.chains()::contains))
              .count();
      return Math.log1p(others);
    }
  }

  private static double versions(ProtocolHistory history) {
    return Math.log(history.protocol().versions().size());
  }

  /** Whether a root cause came back. */
  private static double recurrence(ProtocolHistory history) {
    Set<RootCause> seen = new HashSet<>();
    for (Exploit exploit : history.counted()) {
      RootCause cause = exploit.cause().rootCause();
      if (cause != RootCause.UNKNOWN && cause != RootCause.OTHER && !seen.add(cause)) {
        return 1;
      }
    }
    return 0;
  }

  /** Whether its last exploit was of the kind that was seen most in the year before. */
  private static double fashion(ProtocolHistory history, Past past) {
    Map<RootCause, Long> causes =
        past.histories.stream()
            .flatMap(h -> h.counted().stream())
            .filter(e -> e.date().isAfter(past.asOf.minusYears(1)))
            .collect(Collectors.groupingBy(e -> e.cause().rootCause(), Collectors.counting()));
    causes.remove(RootCause.UNKNOWN);
    causes.remove(RootCause.OTHER);
    long most = causes.values().stream().mapToLong(n -> n).max().orElse(0);
    return history.counted().stream()
            .anyMatch(e -> causes.getOrDefault(e.cause().rootCause(), -1L) == most)
        ? 1
        : 0;
  }

  public static void main(String[] arguments) throws IOException {
    List<Exploit> exploits =
        FileCatalogue.exploits(ImportFormat.DEFILLAMA, Path.of(arguments[1]), Clock.systemUTC());
    Trial.Data data =
        new Trial.Data(
            FileCatalogue.listings(Path.of(arguments[0]), Parameters.CHOSEN_UNTIL),
            exploits,
            exploits);
    Trial first = trial(data, Parameters.CHOSEN_SINCE);
    Trial second = trial(data, Parameters.CHOSEN_SINCE.plusYears(1));
    System.out.printf(
        Locale.ROOT,
        "%,d protocols; hit from %s: %d, from %s: %d%n",
        first.cases().size(),
        first.asOf(),
        first.hits(),
        second.asOf(),
        second.hits());
    told("versions", first, second, (history, past) -> versions(history));
    told("recurrence of a root cause", first, second, (history, past) -> recurrence(history));
    told("root cause in fashion", first, second, SignalChoice::fashion);
    told(
        "drift of the category",
        first,
        second,
        (history, past) -> past.drift(history.protocol().category().orElseThrow()));
    told(
        "wave: its kind on its chains",
        first,
        second,
        (history, past) -> past.wave(history.protocol()));
  }

  private static Trial trial(Trial.Data data, LocalDate asOf) {
    return Trial.of(data, asOf, asOf.plusYears(1), Parameters.SHIPPED);
  }

  private static void told(String name, Trial first, Trial second, Signal signal) {
    double[] one = values(first, signal);
    double[] two = values(second, signal);
    System.out.println(name);
    judged(first, one, second, two);
    judged(second, two, first, one);
  }

  private static double[] values(Trial trial, Signal signal) {
    Past past = new Past(trial);
    Map<String, ProtocolHistory> histories =
        past.histories.stream().collect(Collectors.toMap(h -> h.protocol().id(), h -> h));
    return trial.cases().stream()
        .mapToDouble(one -> signal.of(histories.get(one.protocol().id()), past))
        .toArray();
  }

  private static void judged(Trial fitted, double[] there, Trial other, double[] here) {
    double weight = 0;
    for (double w = -MOST; w <= MOST; w += STEP) {
      if (likelihood(fitted, scores(fitted, there, w))
          > likelihood(fitted, scores(fitted, there, weight))) {
        weight = w;
      }
    }
    double[] plain = scores(other, here, 0);
    double[] moved = scores(other, here, weight);
    boolean[] hits = hits(other);
    Interval before = Ranking.interval(plain, hits);
    Interval after = Ranking.interval(moved, hits);
    Interval gain = Ranking.difference(moved, plain, hits);
    System.out.printf(
        Locale.ROOT,
        "  weight %+.2f fitted from %s; from %s: log-likelihood %+.2f, AUC %.3f (%.3f to %.3f),"
            + " was %.3f, difference %+.3f (%+.3f to %+.3f)%n",
        weight,
        fitted.asOf(),
        other.asOf(),
        likelihood(other, moved) - likelihood(other, plain),
        after.value(),
        after.low(),
        after.high(),
        before.value(),
        gain.value(),
        gain.low(),
        gain.high());
  }

  private static double[] scores(Trial trial, double[] signal, double weight) {
    double[] scores = new double[signal.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = trial.cases().get(i).rate() * Math.exp(weight * signal[i]);
    }
    return scores;
  }

  private static boolean[] hits(Trial trial) {
    boolean[] hits = new boolean[trial.cases().size()];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = trial.cases().get(i).hit();
    }
    return hits;
  }

  /** Rates are scaled so that as many are expected as came: who is hit counts, not how many. */
  static double likelihood(Trial trial, double[] rates) {
    if (trial.view().model().isEmpty() || trial.hits() == 0) {
      throw new IllegalArgumentException(
          "too few protocols, incidents before " + trial.asOf() + ", or incidents after it");
    }
    double all = 0;
    for (double rate : rates) {
      all += rate;
    }
    double scale = trial.hits() / all;
    double sum = 0;
    for (int i = 0; i < rates.length; i++) {
      double expected = rates[i] * scale;
      sum += trial.cases().get(i).hit() ? Math.log(-Math.expm1(-expected)) : -expected;
    }
    return sum;
  }
}
