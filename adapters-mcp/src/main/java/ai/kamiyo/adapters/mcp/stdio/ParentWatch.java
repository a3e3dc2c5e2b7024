package ai.kamiyo.adapters.mcp.stdio;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Looks every second whether the parent process still lives, and acts once when it does not. */
final class ParentWatch {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final BooleanSupplier alive;
  private final Runnable onGone;
  private final Duration interval;

  ParentWatch(BooleanSupplier alive, Runnable onGone, Duration interval) {
    this.alive = alive;
    this.onGone = onGone;
    this.interval = interval;
  }

  /** Watches the process that started this one; without one there is nothing to watch. */
  static ParentWatch ofThisProcess(Runnable onGone) {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    return new ParentWatch(
        () -> parent.map(ParentWatch::isStillParent).orElse(true), onGone, INTERVAL);
  }

  /** An orphan gets another parent; its old one may linger as a zombie and look alive. */
  private static boolean isStillParent(ProcessHandle parent) {
    return parent.isAlive() && ProcessHandle.current().parent().equals(Optional.of(parent));
  }

  void start() {
    Thread.ofPlatform().daemon().name("parent-watch").start(this::watch);
  }

  private void watch() {
    try {
      while (alive.getAsBoolean()) {
        Thread.sleep(interval);
      }
      onGone.run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
