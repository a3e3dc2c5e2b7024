package ai.kamiyo.adapters.persistence.limit;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Time that is right at the start and then only passes: setting the machine's clock changes
 * nothing, so it opens no window early.
 */
final class AnchoredTime {
  private final Instant anchor;
  private final LongSupplier nanos;
  private final long nanosAtAnchor;

  AnchoredTime(Clock clock, LongSupplier nanos) {
    this.anchor = clock.instant();
    this.nanos = nanos;
    this.nanosAtAnchor = nanos.getAsLong();
  }

  Instant now() {
    return anchor.plusNanos(nanos.getAsLong() - nanosAtAnchor);
  }
}
