package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A block explorer's view of one chain. */
interface Explorer extends EthCalls {
  /** Who tells, as settings name it. */
  String provider();

  /** The number of the newest block. */
  long newest() throws WebFailure, InterruptedException;

  /** The number of the last block before this moment, if it shows one. */
  Optional<Long> before(Instant moment) throws WebFailure, InterruptedException;

  /** The rows that these parameters ask for; none is no failure. */
  Rows rows(Map<String, String> parameters) throws WebFailure, InterruptedException;

  /**
   * What it has.
   *
   * @param whole false while it has not processed all blocks, so that some may be missing
   */
  record Rows(List<JsonNode> rows, boolean whole) {
    public Rows {
      rows = List.copyOf(rows);
    }
  }
}
