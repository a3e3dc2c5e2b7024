package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.application.billing.TellClaims;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells of new claims in the background: at once when woken, and again until it is taken. */
public final class ClaimTeller implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final TellClaims claims;
  private final Semaphore woken = new Semaphore(1);
  private final Thread thread;

  public ClaimTeller(TellClaims claims) {
    this.claims = claims;
    this.thread = Thread.ofVirtual().name("claims").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** There may be something to tell. */
  public void wake() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }

  private void run() {
    try {
      while (true) {
        boolean unused = woken.tryAcquire(AGAIN.toSeconds(), TimeUnit.SECONDS);
        tell();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell() {
    try {
      int unused = claims.tell();
    } catch (RuntimeException failure) {
      System.getLogger("ai.kamiyo.billing")
          .log(Level.WARNING, "a claim was not told; it is tried again in a minute", failure);
    }
  }

  /** Waits a little for the word of what was told just now, or it would be told again. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      boolean unused = thread.isAlive() && thread.join(LAST_WORDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
