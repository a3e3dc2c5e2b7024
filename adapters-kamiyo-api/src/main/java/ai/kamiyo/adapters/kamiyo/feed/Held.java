package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import java.time.Instant;

/** What a live feed held when it was last read without error. */
public interface Held<C extends Held<C>> {
  /** When it was last read. */
  Instant fetchedAt();

  /** When it was last read from end to end. */
  Instant fullAt();

  Validators validators();

  /** Whether both tell the same. */
  boolean tellsTheSameAs(C other);
}
