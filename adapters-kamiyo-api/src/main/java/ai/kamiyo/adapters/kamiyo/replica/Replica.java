package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.replica.SnapshotReader.Reading;
import ai.kamiyo.adapters.kamiyo.search.Snapshot;
import ai.kamiyo.adapters.kamiyo.search.Snapshots;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.NoData;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The local copy of all incidents, as a snapshot that is replaced as a whole: loaded in the
 * background, and again whenever an import or a live feed has changed what is on disk. Readers
 * never wait for a refresh. Thread-safe.
 */
public final class Replica implements Snapshots, AutoCloseable {
  private static final Logger LOG = System.getLogger(Replica.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long the first answer waits for live feeds if it can be given without them. */
  private static final Duration COURTESY = Duration.ofSeconds(3);

  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final SnapshotReader reader;
  private final LiveFeeds live;
  private final Wakening wakening;
  private final CompletableFuture<Snapshot> first = new CompletableFuture<>();
  private volatile Optional<Snapshot> current = Optional.empty();
  private volatile Optional<String> lastError = Optional.empty();
  private volatile boolean publicStarted;
  private volatile boolean acquainted;
  private volatile boolean closed;
  private final Queue<CompletableFuture<Boolean>> asked = new ConcurrentLinkedQueue<>();
  private long seen = -1;
  private Optional<Thread> worker = Optional.empty();

  /** A replica that is not loaded yet. */
  Replica(SnapshotReader reader, LiveFeeds live, Wakening wakening) {
    this.reader = reader;
    this.live = live;
    this.wakening = wakening;
  }

  /** Begins to load, and returns at once. Public feeds wait until somebody asks. */
  public synchronized void start() {
    if (worker.isEmpty() && !closed) {
      Thread thread = Thread.ofPlatform().daemon().name("replica").unstarted(this::keepCurrent);
      worker = Optional.of(thread);
      thread.start();
      live.start(name -> !name.equals(LiveFeeds.DEFILLAMA)); // not before somebody asks us
    }
  }

  /** Begins to read public feeds too. */
  public void startPublic() {
    if (!publicStarted) {
      publicStarted = true;
      start();
      live.start(name -> true);
    }
  }

  @Override
  public Snapshot awaited() {
    startPublic();
    Snapshot snapshot = loaded();
    if (live.isEmpty()) {
      return snapshot;
    }
    if (!acquainted) {
      acquaint(snapshot.data().exploits() == 0 ? PATIENCE : COURTESY);
      snapshot = loaded();
    }
    return snapshot.dated(live.dated(snapshot.data()));
  }

  private Snapshot loaded() {
    if (current.isPresent()) {
      return current.get();
    }
    try {
      return first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new NoData("the incidents are still being loaded; try again in a few seconds");
    } catch (ExecutionException e) {
      throw new NoData(lastError.orElse("the incidents could not be loaded"));
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }

  /** Gives live feeds that were never read the time to be read, once. */
  private void acquaint(Duration atMost) {
    try {
      if (live.awaitFirst(atMost)) {
        awaitRefresh();
      }
      acquainted = true;
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }

  /** Waits until everything is shown that is on disk now, but not for ever. */
  private void awaitRefresh() throws InterruptedException {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    asked.add(done);
    wakening.wake();
    try {
      done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // What there is is shown, and the rest when it is there.
    }
  }

  private static CancellationException cancelled() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while waiting for the incidents");
  }

  /** How the reading of the list of protocols stands; waits for its first trial. */
  public Optional<ProtocolsState> protocols() throws InterruptedException {
    startPublic();
    return live.protocols(PATIENCE)
        .map(state -> new ProtocolsState(state.fetchedAt(), state.error()));
  }

  /** When the list of protocols was last read without error, and what is wrong now. */
  public record ProtocolsState(Optional<Instant> fetchedAt, Optional<String> error) {}

  @Override
  public DataStatus status() {
    try {
      return awaited().data();
    } catch (NoData none) {
      return new DataStatus(Optional.empty(), List.of(), 0, false);
    }
  }

  /** Ends what runs in the background, and waits a moment for what is being written. */
  @Override
  public void close() {
    Optional<Thread> ending = ended();
    if (ending.isPresent()) {
      try {
        ending.get().join(FAREWELL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized Optional<Thread> ended() {
    closed = true;
    live.close();
    worker.ifPresent(Thread::interrupt);
    return worker;
  }

  private void keepCurrent() {
    while (!closed) {
      List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
      for (var one = asked.poll(); one != null; one = asked.poll()) {
        waiting.add(one);
      }
      refresh();
      waiting.forEach(one -> one.complete(true));
      try {
        wakening.await();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Loads what is on disk, if that is something else than what was loaded before. */
  private void refresh() {
    try {
      if (reader.version() != seen) {
        live.glance();
        Reading reading = reader.read();
        current = Optional.of(reading.snapshot());
        lastError = Optional.empty();
        seen = reading.version();
        first.complete(reading.snapshot());
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (!closed) { // closing interrupts whatever is being read
        fail(e);
      }
    }
  }

  /** An older snapshot stays in place, and says what is wrong with the newer one. */
  private void fail(Throwable e) {
    LOG.log(Level.ERROR, "the incidents could not be loaded", e);
    String problem =
        e instanceof OutOfMemoryError
            ? "the incidents do not fit into the memory"
            : "imported incidents cannot be read: " + e.getMessage();
    lastError = Optional.of(problem);
    try {
      Snapshot kept = failing(current.orElseGet(reader::withoutImports), problem);
      current = Optional.of(kept);
      first.complete(kept);
    } catch (RuntimeException worse) {
      first.completeExceptionally(worse);
    }
  }

  private static Snapshot failing(Snapshot before, String problem) {
    DataStatus data = before.data();
    List<FeedStatus> feeds =
        data.feeds().stream()
            .map(feed -> feed.name().equals("imported") ? feed.failing(problem) : feed)
            .toList();
    DataStatus status = new DataStatus(data.asOf(), feeds, data.exploits(), data.stale());
    return before.dated(status);
  }
}
