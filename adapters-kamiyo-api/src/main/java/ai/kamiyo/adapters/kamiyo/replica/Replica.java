package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.search.ExploitIndex;
import ai.kamiyo.adapters.kamiyo.search.IndexStore;
import ai.kamiyo.adapters.kamiyo.search.Snapshot;
import ai.kamiyo.adapters.kamiyo.search.Snapshots;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.NoData;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The local copy of all incidents, as a snapshot that is replaced as a whole: loaded in the
 * background, and again whenever an import has changed what is on disk. Readers never wait for a
 * refresh. Thread-safe.
 */
public final class Replica implements Snapshots, AutoCloseable {
  private static final Logger LOG = System.getLogger(Replica.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ImportStore store;
  private final CatalogueBuilder builder;
  private final CatalogueBuilder.Sources sources;
  private final IndexStore indexes;
  private final Duration refresh;
  private final CompletableFuture<Snapshot> first = new CompletableFuture<>();
  private volatile Optional<Snapshot> current = Optional.empty();
  private volatile Optional<String> lastError = Optional.empty();
  private volatile boolean closed;
  private Optional<Thread> worker = Optional.empty();

  /**
   * A replica that is not loaded yet.
   *
   * @param refresh how often to look for new imports
   */
  Replica(
      ImportStore store,
      CatalogueBuilder builder,
      CatalogueBuilder.Sources sources,
      IndexStore indexes,
      Duration refresh) {
    this.store = store;
    this.builder = builder;
    this.sources = sources;
    this.indexes = indexes;
    this.refresh = refresh;
  }

  /** Begins to load, and returns at once. */
  public synchronized void start() {
    if (worker.isEmpty()) {
      Thread thread = Thread.ofPlatform().daemon().name("replica").unstarted(this::keepCurrent);
      worker = Optional.of(thread);
      thread.start();
    }
  }

  @Override
  public Snapshot awaited() {
    if (current.isPresent()) {
      return current.get();
    }
    start();
    try {
      return first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new NoData("the incidents are still being loaded; try again in a few seconds");
    } catch (ExecutionException e) {
      throw new NoData(lastError.orElse("the incidents could not be loaded"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the first snapshot");
    }
  }

  @Override
  public DataStatus status() {
    try {
      return awaited().data();
    } catch (NoData none) {
      return new DataStatus(Optional.empty(), List.of(), 0, false);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    worker.ifPresent(Thread::interrupt);
  }

  private void keepCurrent() {
    long seen = -1;
    while (!closed) {
      try {
        long version = store.version();
        if (version != seen) {
          Snapshot snapshot = load();
          current = Optional.of(snapshot);
          first.complete(snapshot);
          lastError = Optional.empty();
          seen = version;
        }
      } catch (IOException | RuntimeException e) {
        if (closed) {
          return; // closing interrupts whatever is being read
        }
        fail(e);
      }
      try {
        Thread.sleep(refresh);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** An older snapshot stays in place, and says what is wrong with the newer one. */
  private void fail(Exception e) {
    LOG.log(Level.ERROR, "the incidents could not be loaded", e);
    String problem = "imported incidents cannot be read: " + e.getMessage();
    lastError = Optional.of(problem);
    Optional<Snapshot> before = current;
    try {
      Kept nothing = Kept.nothing();
      Snapshot bundled =
          before.isPresent() ? before.get() : snapshot(builder.build(nothing, false), nothing);
      current = Optional.of(failing(bundled, problem));
      first.complete(current.get());
    } catch (RuntimeException worse) {
      first.completeExceptionally(worse);
    }
  }

  private Snapshot load() throws IOException {
    Kept kept = sources.imported() ? store.read() : Kept.nothing();
    return snapshot(builder.build(kept, false), kept);
  }

  private Snapshot snapshot(Catalogue catalogue, Kept kept) {
    List<Exploit> exploits = catalogue.exploits();
    List<FeedStatus> feeds = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>(catalogue.quarantined().values());
    if (sources.bundled()) {
      feeds.add(feed("bundled", catalogue.bundled(), catalogue, 0));
    }
    if (sources.imported()) {
      quarantined.addAll(kept.unreadable());
      feeds.add(feed("imported", kept.reports().values(), catalogue, quarantined.size()));
    }
    Optional<LocalDate> asOf =
        feeds.stream().flatMap(feed -> feed.asOf().stream()).max(Comparator.naturalOrder());
    DataStatus data = new DataStatus(asOf, feeds, exploits.size(), false);
    return new Snapshot(new ExploitIndex(exploits, indexes), data, quarantined);
  }

  private static FeedStatus feed(
      String name, Collection<ExploitReport> reports, Catalogue catalogue, int quarantined) {
    Optional<LocalDate> newest =
        reports.stream()
            .filter(report -> catalogue.byReport().containsKey(report.key()))
            .map(ExploitReport::date)
            .max(Comparator.naturalOrder());
    return new FeedStatus(
        name, newest, reports.size(), quarantined, Optional.empty(), Optional.empty(), false);
  }

  private static Snapshot failing(Snapshot before, String problem) {
    DataStatus data = before.data();
    List<FeedStatus> feeds =
        data.feeds().stream()
            .map(feed -> feed.name().equals("imported") ? feed.failing(problem) : feed)
            .toList();
    DataStatus status = new DataStatus(data.asOf(), feeds, data.exploits(), data.stale());
    return new Snapshot(before.index(), status, before.quarantined());
  }
}
