package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import ai.kamiyo.adapters.kamiyo.replica.FileCatalogue;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.backtest.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Ranks values of the model's parameters by the likelihood of who was hit in two windows that ended
 * before 2023-07-24, the day of the first evaluated one.
 */
public final class ParameterChoice {
  private static final LocalDate END = Parameters.CHOSEN_UNTIL;
  private static final int SHOWN = 8;

  private ParameterChoice() {}

  private record Tried(Parameters parameters, double likelihood) {}

  public static void main(String[] arguments) throws IOException {
    List<Exploit> exploits =
        FileCatalogue.exploits(ImportFormat.DEFILLAMA, Path.of(arguments[1]), Clock.systemUTC());
    Trial.Data data =
        new Trial.Data(FileCatalogue.listings(Path.of(arguments[0]), END), exploits, exploits);
    List<Tried> tried =
        candidates().stream()
            .map(one -> new Tried(one, likelihood(data, one)))
            .sorted(Comparator.comparingDouble(Tried::likelihood).reversed())
            .toList();
    System.out.printf(Locale.ROOT, "log-likelihoods of %d settings, best first%n", tried.size());
    for (int i = 0; i < tried.size(); i++) {
      Tried one = tried.get(i);
      if (i < SHOWN || one.parameters().equals(Parameters.SHIPPED) || i == tried.size() - 1) {
        System.out.printf(Locale.ROOT, "%4d %.2f %s%n", i + 1, one.likelihood(), one.parameters());
      }
    }
    for (double halfLife : List.of(1.0, 2.0, 4.0)) {
      Parameters other = halving(halfLife);
      System.out.printf(Locale.ROOT, "half-life %.0f: %.2f%n", halfLife, likelihood(data, other));
    }
  }

  private static Parameters halving(double years) {
    Parameters shipped = Parameters.SHIPPED;
    return new Parameters(
        years,
        shipped.memoryYears(),
        shipped.categoryWeight(),
        shipped.cellWeight(),
        shipped.ownWeight(),
        shipped.sizeSlope(),
        shipped.sizeDoubt());
  }

  private static List<Parameters> candidates() {
    List<Parameters> all = new ArrayList<>();
    for (double memory : List.of(2.0, 3.0, 5.0)) {
      for (double category : List.of(1.0, 2.0, 4.0, 8.0, 16.0)) {
        for (double cell : List.of(4.0, 8.0, 16.0, 32.0, 64.0)) {
          for (double own : List.of(0.5, 1.0, 2.0, 4.0)) {
            all.add(Parameters.SHIPPED.remembering(memory).with(category, cell, own));
          }
        }
      }
    }
    return all;
  }

  private static double likelihood(Trial.Data data, Parameters parameters) {
    double sum = 0;
    for (LocalDate asOf : List.of(END.minusYears(2), END.minusYears(1))) {
      Trial trial = Trial.of(data, asOf, asOf.plusYears(1), parameters);
      sum +=
          SignalChoice.likelihood(
              trial, trial.cases().stream().mapToDouble(Trial.Case::rate).toArray());
    }
    return sum;
  }
}
