package ai.kamiyo.adapters.kamiyo.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs the search benchmark in rounds, ours and bare Lucene's in turns, and prints the ratios. */
public final class SearchFigures {
  private static final double MEDIAN = 50;
  private static final int ROUNDS = 5;

  private final Map<String, List<Statistics>> taken = new TreeMap<>();

  private SearchFigures() {}

  public static void main(String[] arguments) throws RunnerException {
    int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
    SearchFigures figures = new SearchFigures();
    for (int round = 0; round < rounds; round++) {
      for (int incidents : List.of(500, 10_000, 100_000)) {
        figures.take("bareLucene", incidents);
        figures.take("ours", incidents);
      }
      System.err.println("round " + (round + 1) + " of " + rounds + " is done");
    }
    figures.print();
  }

  private void take(String benchmark, int incidents) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(SearchBenchmark.class.getName() + "\\." + benchmark + "$")
                    .param("incidents", Integer.toString(incidents))
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    taken
        .computeIfAbsent(benchmark + incidents, name -> new ArrayList<>())
        .add(results.iterator().next().getPrimaryResult().getStatistics());
  }

  private void print() {
    System.out.println("incidents   ours median   bare median   ratio   (means: ours, bare)");
    for (int incidents : List.of(500, 10_000, 100_000)) {
      double ours = median("ours" + incidents);
      double bare = median("bareLucene" + incidents);
      System.out.printf(
          "%9d   %8.1f µs   %8.1f µs   %5.2f   (%.1f µs, %.1f µs)%n",
          incidents,
          ours,
          bare,
          ours / bare,
          mean("ours" + incidents),
          mean("bareLucene" + incidents));
    }
    System.out.printf(
        "growth from 10,000 to 100,000: ours %.1f times, bare %.1f times%n",
        median("ours100000") / median("ours10000"),
        median("bareLucene100000") / median("bareLucene10000"));
  }

  /** The median over the rounds of each round's median call. */
  private double median(String name) {
    return middle(
        taken.getOrDefault(name, List.of()).stream()
            .mapToDouble(round -> round.getPercentile(MEDIAN))
            .sorted()
            .toArray());
  }

  private double mean(String name) {
    return middle(
        taken.getOrDefault(name, List.of()).stream()
            .mapToDouble(Statistics::getMean)
            .sorted()
            .toArray());
  }

  private static double middle(double[] sorted) {
    return sorted[sorted.length / 2];
  }
}
