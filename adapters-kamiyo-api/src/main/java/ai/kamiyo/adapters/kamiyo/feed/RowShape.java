package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitReport;

/** Reads one source's rows into reports, in the source's own words. */
interface RowShape {
  /** The row's report. Its key is unique only together with the repeats that the reader counts. */
  ExploitReport report(Row row) throws UnreadableRow;
}
