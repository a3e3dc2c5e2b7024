package ai.kamiyo.adapters.kamiyo.replica;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a thread sleep until there is news, or for a while. Thread-safe. */
final class Wakening {
  private final Semaphore news = new Semaphore(0);
  private final Duration longest;

  Wakening(Duration longest) {
    this.longest = longest;
  }

  void wake() {
    news.release();
  }

  void await() throws InterruptedException {
    if (news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
  }
}
