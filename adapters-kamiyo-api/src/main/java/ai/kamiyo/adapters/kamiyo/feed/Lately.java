package ai.kamiyo.adapters.kamiyo.feed;

import java.time.Duration;
import java.time.Instant;

/** Whether something is so little while ago that it need not be done again. */
public final class Lately {
  private Lately() {}

  /**
   * Whether the moment lies less than that long before now. One ahead of us was written under
   * another clock, and means nothing.
   */
  public static boolean was(Instant moment, Duration ago, Instant now) {
    return !moment.isAfter(now) && now.isBefore(moment.plus(ago));
  }
}
