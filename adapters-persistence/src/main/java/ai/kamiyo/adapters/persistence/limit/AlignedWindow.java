package ai.kamiyo.adapters.persistence.limit;

import ai.kamiyo.domain.access.RateLimiter.Exhausted;
import ai.kamiyo.domain.access.RateLimiter.Window;
import ai.kamiyo.domain.access.WindowUse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One minute from second 0, or one day from midnight, both UTC. */
public record AlignedWindow(Window kind, Instant begin) {
  static AlignedWindow at(Window kind, Instant moment) {
    return new AlignedWindow(kind, moment.truncatedTo(unit(kind)));
  }

  Instant end() {
    return begin.plus(length());
  }

  public Duration length() {
    return unit(kind).getDuration();
  }

  boolean isOver(Instant now) {
    return !now.isBefore(end());
  }

  Exhausted refusal(int limit, Instant now) {
    return new Exhausted(kind, limit, Duration.between(now, end()), end());
  }

  WindowUse use(int limit, int used) {
    return new WindowUse(kind, limit, used, end());
  }

  private static ChronoUnit unit(Window kind) {
    return switch (kind) {
      case MINUTE -> ChronoUnit.MINUTES;
      case DAY -> ChronoUnit.DAYS;
    };
  }
}
