package ai.kamiyo.bootstrap.endtoend;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting with a generous deadline: the machines are slow and noisy, and speed is no subject. */
public final class Patience {
  public static final Duration DEADLINE = Duration.ofSeconds(60);

  private Patience() {}

  public static void until(BooleanSupplier happened, Supplier<String> what) {
    until(DEADLINE, happened, what);
  }

  /** The same where waiting too long is a fault in itself. */
  public static void until(Duration deadline, BooleanSupplier happened, Supplier<String> what) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + deadline.toSeconds() + " s in vain for " + what.get());
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** For what must begin and end on one day. */
  static void untilTheDayHasTime() {
    until(
        Duration.ofSeconds(90),
        () -> LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.of(23, 59)),
        () -> "the next day");
  }

  /** For what must not happen: watches for a while that it does not. */
  public static void throughout(Duration time, BooleanSupplier holds, Supplier<String> what) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (!holds.getAsBoolean()) {
        throw new AssertionError("no longer: " + what.get());
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
