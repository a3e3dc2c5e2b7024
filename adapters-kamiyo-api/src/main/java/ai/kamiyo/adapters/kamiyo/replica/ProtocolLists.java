package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.BundledFeed;
import ai.kamiyo.adapters.kamiyo.feed.Lately;
import ai.kamiyo.domain.risk.ProtocolListing;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every list of protocols that takes part: our own directory and imported ones. Read anew when one
 * of them has changed on disk, which is looked for every few seconds. Thread-safe.
 */
public final class ProtocolLists {
  private static final Logger LOG = System.getLogger(ProtocolLists.class.getName());
  private static final Duration GLANCE = Duration.ofSeconds(5);

  private final List<Source> sources;
  private final Clock clock;
  private Optional<List<ProtocolListing>> current = Optional.empty();
  private List<Long> versions = List.of();
  private Instant looked = Instant.EPOCH;

  /** Lists from these sources, beside our own directory. */
  ProtocolLists(List<Source> sources, Clock clock) {
    this.sources = List.copyOf(sources);
    this.clock = clock;
  }

  /** A list that may change. */
  interface Source {
    /** Changes whenever the list does. */
    long version() throws IOException;

    List<ProtocolListing> listings() throws IOException;
  }

  /** All listings, as the very same object until one of them changes. */
  public synchronized List<ProtocolListing> listings() {
    Instant now = clock.instant();
    if (current.isEmpty() || !Lately.was(looked, GLANCE, now)) {
      looked = now;
      List<Long> found = sources.stream().map(ProtocolLists::version).toList();
      if (current.isEmpty() || !found.equals(versions)) {
        current = Optional.of(read());
        versions = found;
      }
    }
    return current.get();
  }

  private List<ProtocolListing> read() {
    List<ProtocolListing> all = new ArrayList<>(bundled());
    for (Source source : sources) {
      try {
        all.addAll(source.listings());
      } catch (IOException e) {
        LOG.log(Level.WARNING, "a list of protocols is left out: " + e.getMessage());
      }
    }
    return List.copyOf(all);
  }

  /** Our own directory. */
  public static List<ProtocolListing> bundled() {
    return new BundledFeed().directory().stream().map(Directory::listing).toList();
  }

  private static long version(Source source) {
    try {
      return source.version();
    } catch (IOException unreadable) {
      return -1;
    }
  }
}
