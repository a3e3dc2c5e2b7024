package ai.kamiyo.bootstrap.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting with a generous deadline: the machines are slow and noisy, and speed is no subject. */
final class Patience {
  static final Duration DEADLINE = Duration.ofSeconds(60);

  private Patience() {}

  static void until(BooleanSupplier happened, Supplier<String> what) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + DEADLINE.toSeconds() + " s in vain for " + what.get());
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
