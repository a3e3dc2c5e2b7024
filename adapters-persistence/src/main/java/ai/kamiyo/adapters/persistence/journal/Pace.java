package ai.kamiyo.adapters.persistence.journal;

import java.time.Duration;

/** Something to be done at once, and then again after a while. For one thread. */
final class Pace {
  private final Duration between;
  private boolean begun;
  private long last;

  Pace(Duration between) {
    this.between = between;
  }

  boolean due() {
    return !begun || System.nanoTime() - last >= between.toNanos();
  }

  void done() {
    begun = true;
    last = System.nanoTime();
  }
}
