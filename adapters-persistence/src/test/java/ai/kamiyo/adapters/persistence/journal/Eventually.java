package ai.kamiyo.adapters.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what happens in the background. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Eventually() {}

  /** Returns when the condition holds; fails when it does not within a generous time. */
  public static void eventually(String what, Callable<Boolean> condition) throws Exception {
    long begin = System.nanoTime();
    while (!condition.call()) {
      assertThat(System.nanoTime() - begin).as(what).isLessThan(PATIENCE.toNanos());
      Thread.sleep(10);
    }
  }
}
