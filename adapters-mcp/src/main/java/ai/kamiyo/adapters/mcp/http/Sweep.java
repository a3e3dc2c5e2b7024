package ai.kamiyo.adapters.mcp.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes a round again and again until it is told to end. */
final class Sweep implements AutoCloseable {
  private final Duration pace;
  private final Runnable round;
  private final CountDownLatch closed = new CountDownLatch(1);

  Sweep(Duration pace, Runnable round) {
    this.pace = pace;
    this.round = round;
  }

  void start() {
    Thread.ofVirtual().name("sweep").start(this::go);
  }

  private void go() {
    try {
      while (!closed.await(pace.toNanos(), TimeUnit.NANOSECONDS)) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      round.run();
    } catch (RuntimeException failed) {
      System.getLogger(Sweep.class.getName())
          .log(Level.ERROR, "what idles could not be ended", failed);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
