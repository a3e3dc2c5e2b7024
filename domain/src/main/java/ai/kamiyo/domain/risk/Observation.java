package ai.kamiyo.domain.risk;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what a universe of protocols went through up to a day. */
final class Observation {
  private static final double DAYS_OF_YEAR = 365.25;

  private final Parameters parameters;
  private final LocalDate end;

  Observation(Parameters parameters, LocalDate end) {
    this.parameters = parameters;
    this.end = end;
  }

  /** The exploits of one protocol, older ones weighing less. */
  double events(ProtocolHistory history) {
    double events = 0;
    for (var exploit : history.exploits()) {
      if (!exploit.date().isAfter(end) && history.counts(exploit)) {
        events += parameters.weight(ChronoUnit.DAYS.between(exploit.date(), end) / DAYS_OF_YEAR);
      }
    }
    return events;
  }

  /** Every cell's tally over the protocols that are at risk. */
  Map<Cell, Tally> tallies(List<ProtocolHistory> histories) {
    Map<Cell, Tally> tallies = new HashMap<>();
    double exposure = parameters.exposure();
    for (ProtocolHistory history : histories) {
      if (history.protocol().isAtRisk()) {
        tallies.merge(
            Cell.of(history.protocol()), new Tally(events(history), exposure), Tally::plus);
      }
    }
    return tallies;
  }
}
