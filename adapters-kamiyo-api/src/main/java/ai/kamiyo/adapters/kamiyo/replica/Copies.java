package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The last good copies of all live feeds, whether this process reads them or not. */
final class Copies {
  private static final List<String> LIVE = List.of("kamiyo", "kamiyo-db", "defillama");

  private final Map<String, CopyStore<FeedCopy>> stores = new LinkedHashMap<>();
  private final CopyStore<ProtocolList> protocols;

  Copies(Path home) {
    LIVE.forEach(name -> stores.put(name, new CopyStore<>(home, name, new ReportForm())));
    protocols = new CopyStore<>(home, "defillama-protocols", new ProtocolForm());
  }

  CopyStore<FeedCopy> of(String name) {
    return Objects.requireNonNull(stores.get(name), name);
  }

  /** Where the list of protocols is kept, which comes with DefiLlama's incidents. */
  CopyStore<ProtocolList> protocols() {
    return protocols;
  }

  /** Changes whenever one of the copies of incidents does; 0 if there is none. */
  long version() throws IOException {
    long version = 0;
    for (CopyStore<FeedCopy> store : stores.values()) {
      version = version * 31 + store.version();
    }
    return version;
  }

  /** The copies there are, by the feed's name. */
  Map<String, FeedCopy> read() {
    Map<String, FeedCopy> copies = new LinkedHashMap<>();
    stores.forEach((name, store) -> store.copy().ifPresent(copy -> copies.put(name, copy)));
    return copies;
  }
}
