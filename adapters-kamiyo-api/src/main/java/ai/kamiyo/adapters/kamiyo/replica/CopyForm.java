package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.Held;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import java.io.IOException;
import java.time.Instant;

/** How a copy is bounded, written down line by line, and read again. */
interface CopyForm<C extends Held<C>> {
  /** The copy with nothing in it that is larger than is kept. */
  C bounded(C copy);

  void write(C copy, LinesFile.Lines lines) throws IOException;

  /** Nothing yet, to be told one line after the other. */
  Content<C> empty();

  /** What the lines so far have told. */
  interface Content<C> extends LinesFile.Reader {
    C copy(Instant fetchedAt, Instant fullAt, Validators validators) throws IOException;

    /** Whether a line among them could not be understood, and is held back. */
    default boolean isDamaged() {
      return false;
    }
  }
}
