package ai.kamiyo.adapters.kamiyo.search;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/** What becomes of files when their thread is interrupted, as at the end of a server. */
public final class Interruption {
  private Interruption() {}

  /**
   * Whether a file failed because its thread was interrupted, so that nobody waits for it any more.
   * Files are closed under such a thread, which may know no more of it by now.
   */
  public static boolean caused(IOException failure) {
    return Thread.currentThread().isInterrupted()
        || failure instanceof ClosedChannelException
        || failure.getCause() instanceof ClosedChannelException;
  }
}
