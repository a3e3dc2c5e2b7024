package ai.kamiyo.bootstrap;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that does something once, right after the first bytes have left. */
final class AfterFirstWrite extends FilterOutputStream {
  private final Runnable action;
  private boolean done;

  AfterFirstWrite(OutputStream out, Runnable action) {
    super(out);
    this.action = action;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    once();
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    once();
  }

  private void once() throws IOException {
    if (!done) {
      done = true;
      out.flush();
      action.run();
    }
  }
}
