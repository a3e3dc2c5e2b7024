package ai.kamiyo.adapters.persistence.limit;

import ai.kamiyo.domain.access.RateLimiter.Exhausted;
import ai.kamiyo.domain.access.RateLimiter.Window;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.WindowUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One customer's current minute and day. Not thread-safe. */
final class CustomerBuckets {
  private WindowBucket minute;
  private WindowBucket day;

  CustomerBuckets(RateLimits limits, Instant now) {
    minute = bucket(Window.MINUTE, limits.perMinute(), now);
    day = bucket(Window.DAY, limits.perDay(), now);
  }

  WindowBucket minute() {
    return minute;
  }

  WindowBucket day() {
    return day;
  }

  /** Takes one call of both windows; where one has none left, says so and takes nothing. */
  Optional<Exhausted> take(RateLimits limits, Instant now) {
    turn(limits, now);
    // The day first: to wait for the next minute would not help.
    if (day.isExhausted()) {
      return Optional.of(day.refusal(now));
    }
    if (minute.isExhausted()) {
      return Optional.of(minute.refusal(now));
    }
    day.take();
    minute.take();
    return Optional.empty();
  }

  List<WindowUse> used(RateLimits limits, Instant now) {
    turn(limits, now);
    return List.of(minute.use(), day.use());
  }

  private void turn(RateLimits limits, Instant now) {
    if (minute.isOver(now)) {
      minute = bucket(Window.MINUTE, limits.perMinute(), now);
    }
    if (day.isOver(now)) {
      day = bucket(Window.DAY, limits.perDay(), now);
    }
    minute.limitTo(limits.perMinute());
    day.limitTo(limits.perDay());
  }

  private static WindowBucket bucket(Window kind, int limit, Instant now) {
    return new WindowBucket(AlignedWindow.at(kind, now), limit);
  }
}
