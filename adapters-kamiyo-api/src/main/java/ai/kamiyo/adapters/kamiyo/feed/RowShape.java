package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitReport;
import java.util.Optional;

/** Reads one source's rows into reports, in the source's own words. */
interface RowShape {
  /** The row's report. Its key is unique only together with the repeats that the reader counts. */
  ExploitReport report(Row row) throws UnreadableRow;

  /** The key of a row that may be no report, where the source gives its rows ids. */
  default Optional<String> key(Row row) {
    return Optional.empty();
  }
}
