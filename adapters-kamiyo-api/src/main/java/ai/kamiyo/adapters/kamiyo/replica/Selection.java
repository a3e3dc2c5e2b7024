package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which feeds take part, by their names in KAMIYO_FEEDS. */
record Selection(Set<String> feeds) {
  Selection {
    feeds = Set.copyOf(feeds);
  }

  /** All there are: ids must agree whatever a single server shows. */
  static final Selection ALL =
      new Selection(Set.of("bundled", "imported", "kamiyo", "kamiyo-db", "defillama"));

  boolean bundled() {
    return feeds.contains("bundled");
  }

  boolean imported() {
    return feeds.contains("imported");
  }

  /**
   * The copies that take part. The KAMIYO API and its table tell the same rows under the same keys:
   * of both, whichever was read last is meant.
   */
  Map<String, FeedCopy> among(Map<String, FeedCopy> copies) {
    Map<String, FeedCopy> part = new LinkedHashMap<>(copies);
    part.keySet().retainAll(feeds);
    FeedCopy api = part.get("kamiyo");
    FeedCopy table = part.get("kamiyo-db");
    if (api != null && table != null) {
      part.remove(table.fetchedAt().isAfter(api.fetchedAt()) ? "kamiyo" : "kamiyo-db");
    }
    return part;
  }
}
