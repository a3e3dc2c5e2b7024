package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import java.util.List;

/** The incidents at one moment: searchable, how current they are, and what was held back. */
public record Snapshot(ExploitIndex index, DataStatus data, List<Quarantined> quarantined) {
  public Snapshot {
    quarantined = List.copyOf(quarantined);
  }
}
