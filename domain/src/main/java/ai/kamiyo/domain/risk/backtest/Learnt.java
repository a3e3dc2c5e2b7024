package ai.kamiyo.domain.risk.backtest;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.risk.Cell;
import ai.kamiyo.domain.risk.Protocol;
import ai.kamiyo.domain.risk.ProtocolHistory;
import ai.kamiyo.domain.risk.RiskPriors;
import ai.kamiyo.domain.risk.RiskPriors.Year;
import ai.kamiyo.domain.risk.RiskView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a universe went through, year by year, to serve where no universe is loaded. */
public final class Learnt {
  private static final int YEARS = 5;

  private Learnt() {}

  /**
   * The base rates of the years that were over on the view's day.
   *
   * @param universe where it was learnt, in words
   * @param since the first year to tell of
   */
  public static RiskPriors from(RiskView view, String universe, int since) {
    int last = view.asOf().getYear() - 1;
    int first = Math.max(since, last - YEARS + 1);
    Map<Cell, double[]> events = new HashMap<>();
    Map<Cell, Integer> protocols = new HashMap<>();
    for (ProtocolHistory history : view.directory().histories()) {
      if (history.protocol().isAtRisk()) {
        Cell cell = cell(history.protocol());
        protocols.merge(cell, 1, Integer::sum);
        double[] years = events.computeIfAbsent(cell, c -> new double[YEARS]);
        for (Exploit exploit : history.counted()) {
          int year = exploit.date().getYear();
          if (year >= first && year <= last) {
            years[year - first]++;
          }
        }
      }
    }
    List<Year> rows = new ArrayList<>();
    for (int year = first; year <= last; year++) {
      int at = year - first;
      int told = year;
      protocols.forEach((cell, count) ->
          rows.add(new Year(told, cell, events.getOrDefault(cell, new double[YEARS])[at], count)));
    }
    rows.sort(
        Comparator.comparingInt(Year::year)
            .thenComparing(row -> row.cell().category().name())
            .thenComparing(row -> row.cell().multiChain()));
    return new RiskPriors(rows, view.model().orElseThrow().size(), view.asOf(), universe);
  }

  /** What is known already, and the later years of what was learnt. */
  public static RiskPriors after(RiskPriors known, RiskPriors learnt) {
    int last = known.years().stream().mapToInt(Year::year).max().orElse(Integer.MIN_VALUE);
    List<Year> rows = new ArrayList<>(known.years());
    learnt.years().stream().filter(row -> row.year() > last).forEach(rows::add);
    return new RiskPriors(rows, learnt.size(), learnt.sizedOn(), learnt.universe());
  }

  private static Cell cell(Protocol protocol) {
    return new Cell(protocol.category().orElseThrow(), protocol.chains().size() > 1);
  }
}
