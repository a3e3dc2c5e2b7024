package ai.kamiyo.adapters.mcp.stdio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/** Writes messages whole, one line each, one at a time. Thread-safe. */
final class Outbox {
  private final OutputStream out;
  private final Runnable onBroken;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean broken;

  Outbox(OutputStream out, Runnable onBroken) {
    this.out = out;
    this.onBroken = onBroken;
  }

  /** Writes one message; once the other side has gone, does nothing. */
  void write(String message) {
    byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      if (!broken) {
        out.write(line);
        out.flush();
      }
    } catch (IOException gone) {
      broken = true;
      onBroken.run();
    } finally {
      lock.unlock();
    }
  }

  boolean broken() {
    return broken;
  }
}
