package ai.kamiyo.adapters.kamiyo.evidence;

import java.time.Duration;

/** Keeps a distance between requests that share a limit. Thread-safe. */
final class Pace {
  private final long distance;
  private long next = System.nanoTime();

  Pace(Duration distance) {
    this.distance = distance.toNanos();
  }

  /** Waits for the next turn. */
  void await() throws InterruptedException {
    long wait = reserved() - System.nanoTime();
    if (wait > 0) {
      Thread.sleep(Duration.ofNanos(wait));
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private synchronized long reserved() {
    long turn = Math.max(next, System.nanoTime());
    next = turn + distance;
    return turn;
  }
}
