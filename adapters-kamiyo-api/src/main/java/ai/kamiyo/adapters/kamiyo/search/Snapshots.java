package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.DataStatus;

/** Where the current snapshot is had. Thread-safe. */
public interface Snapshots {
  /**
   * The current snapshot; waits up to ten seconds for the first one, then throws {@link
   * ai.kamiyo.domain.exploit.NoData}.
   */
  Snapshot awaited();

  /** How current the data are; without any, no feed is listed. */
  DataStatus status();
}
