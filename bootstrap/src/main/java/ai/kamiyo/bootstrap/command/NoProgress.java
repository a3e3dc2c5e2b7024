package ai.kamiyo.bootstrap.command;

import me.tongfei.progressbar.ProgressBarConsumer;

/** Draws no bar, for output that nobody watches. */
final class NoProgress implements ProgressBarConsumer {
  @Override
  public int getMaxRenderedLength() {
    return 80;
  }

  @Override
  public void accept(String rendered) {
    // drawn nowhere
  }

  @Override
  public void close() {
    // holds nothing
  }
}
