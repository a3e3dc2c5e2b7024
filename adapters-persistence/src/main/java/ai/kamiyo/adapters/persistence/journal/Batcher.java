package ai.kamiyo.adapters.persistence.journal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** The background thread that moves rows from the journals into the store. */
final class Batcher {
  /** A start's first answers need the processor more than the database does. */
  private static final Duration HEAD_START = Duration.ofMillis(700);

  private static final Duration GATHER = Duration.ofMillis(200);
  private static final Duration BETWEEN_TIDYING = Duration.ofHours(6);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(15);

  private final OwnJournal journal;
  private final Orphans orphans;
  private final UsageStore store;
  private final Duration betweenOrphans;
  private final Pace orphanPace;
  private final Pace tidyPace = new Pace(BETWEEN_TIDYING);
  private final Semaphore rows = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "usage-batcher");

  // Of the batcher's thread alone:
  private Duration retry = Duration.ZERO;

  Batcher(OwnJournal journal, Orphans orphans, UsageStore store, Duration betweenOrphans) {
    this.journal = journal;
    this.orphans = orphans;
    this.store = store;
    this.betweenOrphans = betweenOrphans;
    this.orphanPace = new Pace(betweenOrphans);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Says that the journal has rows. */
  void wake() {
    if (rows.availablePermits() == 0) {
      rows.release();
    }
  }

  /** Tries once more to empty the journal, then gives it up; waits for that up to the limit. */
  void close(Duration limit) {
    closing.countDown();
    rows.release();
    try {
      thread.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      sleepUnlessClosing(HEAD_START);
      while (closing.getCount() > 0) {
        attempt();
        pause();
      }
      attempt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      giveUpJournal();
    }
  }

  private void attempt() {
    try {
      store.ready();
      rows.drainPermits();
      while (!journal.isEmpty()) {
        Batch batch = journal.oldest();
        store.add(batch.uses());
        journal.forget(batch);
      }
      if (orphanPace.due()) {
        orphans.drain(store);
        orphanPace.done();
      }
      succeeded();
      tidy();
    } catch (IOException | RuntimeException | LinkageError e) {
      // Whatever it is, the rows are safe in the journal and this thread must go on.
      failed(e);
    }
  }

  private void tidy() {
    if (closing.getCount() > 0 && tidyPace.due()) {
      tidyPace.done();
      try {
        store.tidy();
      } catch (RuntimeException e) {
        log().log(Level.WARNING, "old usage rows are not dropped: " + e);
      }
    }
  }

  private void pause() throws InterruptedException {
    if (!retry.isZero()) {
      sleepUnlessClosing(retry);
    } else if (closing.getCount() > 0 // else its permit may be gone already
        && rows.tryAcquire(betweenOrphans.toMillis(), MILLISECONDS)) {
      // Rows that come close together share a transaction.
      sleepUnlessClosing(GATHER);
    }
  }

  private void sleepUnlessClosing(Duration time) throws InterruptedException {
    boolean unused = closing.await(time.toMillis(), MILLISECONDS);
  }

  private void succeeded() {
    if (!retry.isZero()) {
      log().log(Level.INFO, "usage rows reach the database again");
    }
    retry = Duration.ZERO;
  }

  private void failed(Throwable problem) {
    if (retry.isZero()) {
      log().log(Level.WARNING, "usage rows wait in the journal, no database: " + problem);
      log().log(Level.DEBUG, "no database", problem);
      retry = FIRST_RETRY;
    } else {
      Duration doubled = retry.multipliedBy(2);
      retry = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
    }
  }

  private void giveUpJournal() {
    try {
      journal.close();
    } catch (IOException e) {
      log().log(Level.WARNING, "the usage journal does not close", e);
    }
  }

  /** Fetched at its use, because to load the logging costs a quick start too much. */
  private static System.Logger log() {
    return System.getLogger(Batcher.class.getName());
  }
}
