package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.Held;
import ai.kamiyo.adapters.kamiyo.feed.Lately;
import ai.kamiyo.adapters.kamiyo.feed.LiveFeed;
import ai.kamiyo.adapters.kamiyo.replica.FeedShare.Look;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.domain.exploit.SharedCopies;
import ai.kamiyo.domain.exploit.SharedCopies.Turn;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads one live feed whenever it is due, in a thread of its own, and keeps the last good copy. Of
 * several processes with one home, whichever comes first reads for all; of several installations
 * that share copies, too. Thread-safe.
 */
final class FeedKeeper<C extends Held<C>> implements AutoCloseable {
  private static final Logger LOG = System.getLogger(FeedKeeper.class.getName());

  /** How soon a failed reading is tried again, if the feed's own pace is slower. */
  private static final Duration SECOND_TRY = Duration.ofMinutes(5);

  /** How often to look whether another process has read the feed, or has failed. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final LiveFeed<C> feed;
  private final CopyStore<C> store;
  private final FeedShare<C> share;
  private final Clock clock;
  private final Runnable news;
  private final CompletableFuture<Void> tried = new CompletableFuture<>();
  private volatile FeedState state = FeedState.NEVER_READ;
  private volatile boolean closed;
  private Optional<Thread> worker = Optional.empty();

  /**
   * A keeper that does nothing yet.
   *
   * @param news run whenever the copy has changed
   */
  FeedKeeper(
      LiveFeed<C> feed, CopyStore<C> store, SharedCopies shared, Clock clock, Runnable news) {
    this.feed = feed;
    this.store = store;
    this.share = new FeedShare<>(shared, feed, store, clock);
    this.clock = clock;
    this.news = news;
  }

  /** Begins to read, and returns at once. */
  synchronized void start() {
    if (worker.isEmpty() && !closed) {
      Thread thread = Thread.ofPlatform().daemon().name("feed " + feed.name()).unstarted(this::run);
      worker = Optional.of(thread);
      thread.start();
    }
  }

  /** Done when there is a copy, or a first reading has failed. */
  CompletableFuture<Void> tried() {
    return tried;
  }

  /** How the reading stands, as of a second ago. */
  FeedState state() {
    return state;
  }

  /** Looks how the reading stands on disk. */
  void glance() {
    state = store.state();
  }

  @Override
  public synchronized void close() {
    closed = true;
    worker.ifPresent(Thread::interrupt);
    feed.close();
  }

  private void run() {
    boolean first = true;
    while (!closed) {
      try {
        glance();
        boolean eager = first;
        boolean due = isDue(eager);
        boolean wanted = due || state().error().isPresent(); // others may have a copy meanwhile
        if (wanted && store.exclusively(() -> take(eager))) {
          first &= !due;
          glance();
        }
        if (state().fetchedAt().isPresent() || !isDue(false)) {
          tried.complete(null);
        }
        Thread.sleep(GLANCE);
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException | Error e) {
        if (closed) {
          return; // closing interrupts whatever is being read
        }
        LOG.log(Level.ERROR, "feed " + feed.name() + " cannot be kept", e);
        state = state.failing("what was read cannot be kept in KAMIYO_HOME");
        tried.complete(null);
        pause();
      }
    }
  }

  /** False while another installation reads, or rests after a failure: then to be tried again. */
  private boolean take(boolean eager) throws IOException, InterruptedException {
    glance(); // another process may have read it while this one waited for its turn
    if (isDue(eager) || state().error().isPresent()) {
      lookAtOthers();
    }
    if (!isDue(eager)) {
      return true;
    }
    Optional<Turn> turn = share.turn(eager);
    if (turn.isEmpty()) {
      return false;
    }
    try {
      lookAtOthers(); // one of them may have read it while this one waited for the turn
      if (isDue(eager)) {
        read(turn.get());
      }
      return true;
    } finally {
      turn.get().release();
    }
  }

  private void lookAtOthers() throws IOException {
    FeedState before = state();
    Look look = share.look(before.fetchedAt());
    if (look != Look.NOTHING) {
      glance();
      told(before, look == Look.CHANGED);
    }
  }

  /**
   * Whether it is time to read.
   *
   * @param eager whether a feed of which there is no copy need not wait for its pace; for a while
   *     that its server asked for it does
   */
  private boolean isDue(boolean eager) {
    FeedState state = state();
    Instant now = clock.instant();
    if (isToBeLeftAlone(state, now)) {
      return false;
    }
    if (eager && state.fetchedAt().isEmpty()) {
      return true;
    }
    Duration wait = state.error().isPresent() ? secondTry() : feed.pace();
    return state.triedAt().filter(at -> Lately.was(at, wait, now)).isEmpty();
  }

  /** A moment ahead of us was written under another clock, and means nothing. */
  private static boolean isToBeLeftAlone(FeedState state, Instant now) {
    boolean told = state.triedAt().filter(now::isBefore).isEmpty();
    return told
        && state
            .notBefore()
            .filter(now::isBefore)
            .filter(until -> !until.isAfter(now.plus(WebFailure.LONGEST_WAIT)))
            .isPresent();
  }

  private void read(Turn turn) throws IOException, InterruptedException {
    FeedState before = state();
    try {
      Optional<C> held = store.copy();
      C copy = store.bounded(feed.read(held));
      boolean changed = held.filter(copy::tellsTheSameAs).isEmpty();
      store.keep(copy, changed);
      told(before, changed);
      share.publish(copy);
    } catch (WebFailure failure) {
      boolean resting = failure.kind() == Kind.RESTING && before.error().isPresent();
      String error = resting ? before.error().get() : failure.problem();
      failed(before, error, failure.retryAfter());
      turn.rest(rest(failure.retryAfter()));
    } catch (RuntimeException | Error fault) {
      // An answer may be too large for the memory, or meet a fault of ours: the next may not.
      if (closed) {
        throw fault;
      }
      LOG.log(Level.ERROR, "feed " + feed.name() + " cannot be taken in", fault);
      String why = fault instanceof OutOfMemoryError ? "too large for the memory" : "see the log";
      failed(before, "what it sent cannot be taken in: " + why, Optional.empty());
      turn.rest(rest(Optional.empty()));
    }
  }

  private void failed(FeedState before, String error, Optional<Duration> retryAfter)
      throws IOException {
    Instant now = clock.instant();
    store.failed(error, now, retryAfter.map(now::plus));
    if (!before.error().equals(Optional.of(error))) {
      LOG.log(Level.WARNING, "feed " + feed.name() + " cannot be read: " + error);
    }
  }

  private void told(FeedState before, boolean changed) {
    if (before.error().isPresent()) {
      LOG.log(Level.INFO, "feed " + feed.name() + " is read again");
    }
    if (changed) {
      news.run();
    }
  }

  /**
   * How long others leave the feed alone after we failed: as long as it wants, but no longer than a
   * refresh, and half as long as we ourselves do. So if the fault is ours alone, another reads it.
   */
  private Duration rest(Optional<Duration> retryAfter) {
    Duration half = secondTry().dividedBy(2);
    Duration wanted = retryAfter.orElse(half);
    Duration longer = wanted.compareTo(half) > 0 ? wanted : half;
    return longer.compareTo(feed.pace()) < 0 ? longer : feed.pace();
  }

  /** How soon a failed reading is tried again. */
  private Duration secondTry() {
    return feed.pace().compareTo(SECOND_TRY) < 0 ? feed.pace() : SECOND_TRY;
  }

  private void pause() {
    try {
      Thread.sleep(secondTry());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }
}
