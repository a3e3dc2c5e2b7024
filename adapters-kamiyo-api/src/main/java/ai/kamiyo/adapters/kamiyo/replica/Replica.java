package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.search.Snapshot;
import ai.kamiyo.adapters.kamiyo.search.Snapshots;
import ai.kamiyo.domain.exploit.DataStatus;
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
import java.util.concurrent.locks.LockSupport;

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

  /** How long to wait after what nobody foresaw. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Reloading reloading;
  private final LiveFeeds live;
  private final Wakening wakening;
  private final CompletableFuture<Snapshot> first = new CompletableFuture<>();
  private volatile Optional<Snapshot> current = Optional.empty();
  private volatile Optional<String> lastError = Optional.empty();
  private volatile boolean publicStarted;
  private volatile boolean acquainted;
  private volatile boolean closed;
  private final Queue<CompletableFuture<Boolean>> asked = new ConcurrentLinkedQueue<>();
  private Optional<Thread> worker = Optional.empty();

  /** A replica that is not loaded yet. */
  Replica(SnapshotReader reader, LiveFeeds live, Wakening wakening) {
    this.reloading = new Reloading(reader);
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

  /** Nothing that goes wrong ends it: whoever asks would be told the same for ever. */
  private void keepCurrent() {
    while (!closed) {
      try {
        while (!closed) {
          round();
          wakening.await();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        complain(e);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void round() {
    List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
    for (var one = asked.poll(); one != null; one = asked.poll()) {
      waiting.add(one);
    }
    try {
      refresh();
    } finally {
      waiting.forEach(one -> one.complete(true));
    }
  }

  /** Loads what is on disk, if that is something else than what was loaded before. */
  private void refresh() {
    try {
      Optional<Snapshot> news = reloading.changed();
      lastError = news.isPresent() ? Optional.empty() : lastError;
      news.ifPresent(this::show);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (!closed) { // closing interrupts whatever is being read
        lastError = Optional.of(Reloading.problem(e));
        show(reloading.despite(e));
      }
    }
  }

  private void show(Snapshot snapshot) {
    live.glance();
    current = Optional.of(snapshot);
    first.complete(snapshot);
  }

  private static void complain(Throwable e) {
    try {
      LOG.log(Level.ERROR, "the incidents cannot be kept current", e);
    } catch (RuntimeException | Error worse) {
      // There may be no memory left to say so with; there may be some the next time.
    }
  }
}
