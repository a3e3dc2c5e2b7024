package ai.kamiyo.adapters.kamiyo.replica;

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

  boolean live(String feed) {
    return feeds.contains(feed);
  }
}
