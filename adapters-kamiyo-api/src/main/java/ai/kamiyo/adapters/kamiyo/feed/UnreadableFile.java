package ai.kamiyo.adapters.kamiyo.feed;

import java.io.IOException;

/** A file that cannot be imported at all. The message is for the person who tried. */
public final class UnreadableFile extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableFile(String problem) {
    super(problem);
  }

  public UnreadableFile(String problem, Throwable cause) {
    super(problem, cause);
  }
}
