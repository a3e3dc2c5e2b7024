package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.LiveFeed;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolList;
import ai.kamiyo.adapters.kamiyo.search.IndexStore;
import ai.kamiyo.domain.exploit.SharedCopies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One installation's catalogue: read by its replica, changed by imports and live feeds. */
public final class Catalogues {
  /** Changes on disk are looked for at least this often; looking costs a few calls of stat. */
  private static final Duration GLANCE = Duration.ofSeconds(5);

  private final ImportStore store;
  private final ProtocolStore protocols;
  private final Copies copies;
  private final IndexStore indexes;
  private final SharedCopies shared;
  private final Clock clock;

  public Catalogues(Path home, Clock clock) {
    this(home, SharedCopies.none(), clock);
  }

  /** With copies of live feeds that other installations share. */
  public Catalogues(Path home, SharedCopies shared, Clock clock) {
    this.store = new ImportStore(home);
    this.protocols = new ProtocolStore(home, clock);
    this.copies = new Copies(home);
    this.indexes = IndexStore.in(home.resolve("index"));
    this.shared = shared;
    this.clock = clock;
  }

  /**
   * When a replica looks for news, and when what it has is old.
   *
   * @param offline whether live feeds are never read
   * @param maxStaleness how old a live feed may be before its data are called stale
   */
  public record Freshness(Duration refresh, boolean offline, Duration maxStaleness) {}

  /**
   * What is read over a network.
   *
   * @param protocols the list of protocols that comes with DefiLlama's incidents
   */
  public record LiveSources(
      List<LiveFeed<FeedCopy>> incidents, Optional<LiveFeed<ProtocolList>> protocols) {
    public static final LiveSources NONE = new LiveSources(List.of(), Optional.empty());

    public LiveSources {
      incidents = List.copyOf(incidents);
    }
  }

  /**
   * A replica, not yet started.
   *
   * @param feeds the names of all feeds that it shows
   */
  public Replica replica(Set<String> feeds, LiveSources live, Freshness freshness) {
    Duration refresh = freshness.refresh();
    Wakening wakening = new Wakening(refresh.compareTo(GLANCE) < 0 ? refresh : GLANCE);
    Map<String, FeedKeeper<FeedCopy>> keepers = new TreeMap<>();
    for (LiveFeed<FeedCopy> feed : live.incidents()) {
      keepers.put(
          feed.name(),
          new FeedKeeper<>(feed, copies.of(feed.name()), shared, clock, wakening::wake));
    }
    var protocols =
        live.protocols()
            .map(list -> new FeedKeeper<>(list, copies.protocols(), shared, clock, () -> {}));
    return new Replica(
        new SnapshotReader(store, copies, new Selection(feeds), indexes, clock),
        new LiveFeeds(keepers, protocols, freshness.offline(), freshness.maxStaleness(), clock),
        wakening);
  }

  /** The list of protocols that was last read from DefiLlama, whether it is read now or not. */
  public Optional<ProtocolList> protocols() {
    return copies.protocols().copy();
  }

  /** Changes whenever that list does; 0 if there is none. */
  public long protocolsVersion() throws IOException {
    return copies.protocols().version();
  }

  /** The last good copy of a live feed. */
  public Optional<FeedCopy> copy(String feed) {
    return copies.of(feed).copy();
  }

  public IncidentImport incidentImport() {
    return new IncidentImport(store, copies, new CatalogueBuilder(Selection.ALL, clock));
  }

  public Importer protocolImport() {
    return new ProtocolImport(protocols);
  }

  /**
   * The lists of protocols that take part.
   *
   * @param feeds the names of all feeds that are shown
   */
  public ProtocolLists protocolLists(Set<String> feeds) {
    List<ProtocolLists.Source> sources = new ArrayList<>();
    if (feeds.contains("imported")) {
      sources.add(protocols);
    }
    if (feeds.contains(LiveFeeds.DEFILLAMA)) {
      sources.add(new LiveProtocols(copies.protocols()));
    }
    return new ProtocolLists(sources, clock);
  }
}
