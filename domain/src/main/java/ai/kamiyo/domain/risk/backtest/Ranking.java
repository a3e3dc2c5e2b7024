package ai.kamiyo.domain.risk.backtest;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** How well scores put the hit before the unharmed. */
public final class Ranking {
  private static final int RESAMPLES = 1000;

  /** Bootstraps and shuffles begin from the same number, so that a run can be repeated. */
  private static final long SEED = 20_230_724L;

  private Ranking() {}

  /** A figure and the middle 95 % of its bootstrap. */
  public record Interval(double value, double low, double high) {}

  /**
   * The area under the curve: how often a hit one stands before an unharmed one, ties counting
   * half; a half if there are none of either.
   */
  static double auc(double[] scores, boolean[] hits) {
    int[] order = order(scores);
    return auc(scores, hits, order, ones(hits.length));
  }

  private static int[] ones(int length) {
    int[] ones = new int[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** From the lowest score up. */
  private static int[] order(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Double.compare(scores[a], scores[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** In which each case counts as often as its weight says. */
  private static double auc(double[] scores, boolean[] hits, int[] order, int[] weights) {
    double won = 0;
    long below = 0;
    long hit = 0;
    for (int i = 0; i < order.length; ) {
      long tiedHits = 0;
      long tiedOthers = 0;
      double score = scores[order[i]];
      for (; i < order.length && scores[order[i]] == score; i++) {
        int weight = weights[order[i]];
        tiedHits += hits[order[i]] ? weight : 0;
        tiedOthers += hits[order[i]] ? 0 : weight;
      }
      won += tiedHits * (below + tiedOthers / 2.0);
      below += tiedOthers;
      hit += tiedHits;
    }
    return hit == 0 || below == 0 ? 0.5 : won / ((double) hit * below);
  }

  public static Interval interval(double[] scores, boolean[] hits) {
    int[] order = order(scores);
    return interval(auc(scores, hits), hits, weights -> auc(scores, hits, order, weights));
  }

  /** How much better the first scores are, both judged on the same resampled cases. */
  public static Interval difference(double[] scores, double[] baseline, boolean[] hits) {
    int[] order = order(scores);
    int[] baseOrder = order(baseline);
    return interval(
        auc(scores, hits) - auc(baseline, hits),
        hits,
        weights -> auc(scores, hits, order, weights) - auc(baseline, hits, baseOrder, weights));
  }

  private interface Figure {
    double of(int[] weights);
  }

  /** The hit and the unharmed are drawn apart, so that there are always as many of each. */
  private static Interval interval(double value, boolean[] hits, Figure figure) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] hit = IntStream.range(0, hits.length).filter(i -> hits[i]).toArray();
    int[] others = IntStream.range(0, hits.length).filter(i -> !hits[i]).toArray();
    double[] drawn = new double[RESAMPLES];
    for (int n = 0; n < RESAMPLES; n++) {
      int[] weights = new int[hits.length];
      draw(hit, weights, random);
      draw(others, weights, random);
      drawn[n] = figure.of(weights);
    }
    Arrays.sort(drawn);
    return new Interval(value, at(drawn, 0.025), at(drawn, 0.975));
  }

  private static void draw(int[] from, int[] weights, SplittableRandom random) {
    for (int n = 0; n < from.length; n++) {
      weights[from[random.nextInt(from.length)]]++;
    }
  }

  static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
  }

  /** The mean over as many trials in which the outcomes are dealt out at random. */
  static double shuffled(double[] scores, boolean[] hits, int times) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] order = order(scores);
    int[] weights = ones(hits.length);
    boolean[] dealt = hits.clone();
    double sum = 0;
    for (int n = 0; n < times; n++) {
      for (int i = dealt.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        boolean other = dealt[i];
        dealt[i] = dealt[j];
        dealt[j] = other;
      }
      sum += auc(scores, dealt, order, weights);
    }
    return sum / times;
  }

  /** The share of all hits that are among the highest tenth; ties at its edge count in part. */
  static double recallInTopTenth(double[] scores, boolean[] hits) {
    int[] order = order(scores);
    int most = Math.max(1, scores.length / 10);
    double edge = scores[order[order.length - most]];
    long above = IntStream.range(0, scores.length).filter(i -> scores[i] > edge).count();
    long tied = IntStream.range(0, scores.length).filter(i -> scores[i] == edge).count();
    DoubleUnaryOperator share = score -> score > edge ? 1 : (double) (most - above) / tied;
    double found =
        IntStream.range(0, scores.length)
            .filter(i -> hits[i] && scores[i] >= edge)
            .mapToDouble(i -> share.applyAsDouble(scores[i]))
            .sum();
    long all = IntStream.range(0, hits.length).filter(i -> hits[i]).count();
    return all == 0 ? 0 : found / all;
  }
}
