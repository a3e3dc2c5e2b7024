package ai.kamiyo.domain.risk;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What larger universes went through, year by year: serves while no such universe is loaded.
 *
 * @param sizedOn the day up to which the effect of size was learnt
 * @param universe where it was learnt, in words
 */
public record RiskPriors(List<Year> years, SizeEffect size, LocalDate sizedOn, String universe) {
  private static final double MIDDLE = 0.5;

  public RiskPriors {
    years = List.copyOf(years);
  }

  /** What a cell went through in one calendar year. */
  public record Year(int year, Cell cell, double events, double exposure) {}

  /** Every cell's tally over the years that were over on that day. */
  Map<Cell, Tally> tallies(LocalDate asOf, Parameters parameters) {
    Map<Cell, Tally> tallies = new HashMap<>();
    double now = asOf.getYear() + asOf.getDayOfYear() / 366.0;
    for (Year one : years) {
      if (one.year() < asOf.getYear()) {
        double weight = parameters.weight(now - one.year() - MIDDLE);
        tallies.merge(
            one.cell(), new Tally(weight * one.events(), weight * one.exposure()), Tally::plus);
      }
    }
    return tallies;
  }

  /** How the rate went with size, as far as that could be known on the day. */
  SizeEffect size(LocalDate asOf, Parameters parameters) {
    return sizedOn.isAfter(asOf) ? SizeEffect.published(parameters) : size;
  }

  /** The last year that was over on that day; it must have one. */
  int lastBefore(LocalDate asOf) {
    return years.stream().mapToInt(Year::year).filter(y -> y < asOf.getYear()).max().orElseThrow();
  }
}
