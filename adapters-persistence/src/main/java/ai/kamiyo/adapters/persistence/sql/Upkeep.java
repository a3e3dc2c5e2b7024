package ai.kamiyo.adapters.persistence.sql;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long usage rows are kept. */
public record Upkeep(Clock clock, Duration retention) {
  Instant now() {
    return clock.instant();
  }

  /** What is older is dropped. */
  Instant oldest() {
    return now().minus(retention);
  }
}
