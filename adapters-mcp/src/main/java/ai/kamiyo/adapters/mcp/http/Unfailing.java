package ai.kamiyo.adapters.mcp.http;

import java.io.PrintWriter;

/**
 * Tells of no failure: the SDK takes one for the end of the session, while all that ended is this
 * answer, which its client did not wait for.
 */
final class Unfailing extends PrintWriter {
  private boolean failed;

  Unfailing(PrintWriter to) {
    super(to);
  }

  @Override
  public void write(String text, int offset, int length) {
    attempt(() -> super.write(text, offset, length));
  }

  @Override
  public void flush() {
    attempt(super::flush);
  }

  @Override
  public boolean checkError() {
    flush();
    return false;
  }

  private void attempt(Runnable writing) {
    if (!failed) {
      try {
        writing.run();
      } catch (RuntimeException broken) { // what the container throws once a write has failed
        failed = true;
      }
    }
  }
}
