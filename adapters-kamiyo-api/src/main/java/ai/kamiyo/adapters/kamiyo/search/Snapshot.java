package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitId;
import java.util.List;
import java.util.Set;

/**
 * The incidents at one moment: searchable, how current they are, and what was held back.
 *
 * @param surveyed those that a source tells which means to have them all, as our selection does not
 */
public record Snapshot(
    ExploitIndex index, DataStatus data, List<Quarantined> quarantined, Set<ExploitId> surveyed) {
  public Snapshot {
    quarantined = List.copyOf(quarantined);
    surveyed = Set.copyOf(surveyed);
  }

  /** The same incidents with another word on how current they are. */
  public Snapshot dated(DataStatus other) {
    return new Snapshot(index, other, quarantined, surveyed);
  }
}
