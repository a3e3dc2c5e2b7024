package ai.kamiyo.adapters.persistence.limit;

import ai.kamiyo.adapters.persistence.limit.SharedCounts.Taken;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.WindowUse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts together with other instances; while the shared counts are out of reach, alone and at the
 * same rate. After a few failures only one call in a while tries them again. Thread-safe.
 */
public final class SharedRateLimiter implements RateLimiter {
  private final SharedCounts counts;
  private final AnchoredTime time;
  private final BucketRateLimiter alone;
  private final Reach reach =
      new Reach(
          "shared limits",
          "Redis is away: limits are counted here",
          "Redis is back: limits are shared again");
  private final LongAdder countedAlone = new LongAdder();

  /**
   * A limiter whose time begins now.
   *
   * @param clock for the moment from which time is counted, and to notice sleep
   * @param nanos a counter of nanoseconds that only grows
   */
  public SharedRateLimiter(SharedCounts counts, Clock clock, LongSupplier nanos) {
    this.counts = counts;
    this.time = new AnchoredTime(clock, nanos);
    this.alone = new BucketRateLimiter(clock, nanos);
  }

  @Override
  public Decision acquire(CustomerId customer, RateLimits limits) {
    Instant now = time.now();
    AlignedWindow minute = AlignedWindow.at(Window.MINUTE, now);
    AlignedWindow day = AlignedWindow.at(Window.DAY, now);
    Optional<Taken> taken = reach.ask(() -> counts.take(customer, limits, minute, day));
    if (taken.isEmpty()) {
      countedAlone.increment();
      return alone.acquire(customer, limits);
    }
    return switch (taken.get()) {
      case BOTH -> new SharedPermit(customer, minute, day);
      case MINUTE_IS_USED_UP -> minute.refusal(limits.perMinute(), now);
      case DAY_IS_USED_UP -> day.refusal(limits.perDay(), now);
    };
  }

  @Override
  public List<WindowUse> used(CustomerId customer, RateLimits limits) {
    Instant now = time.now();
    AlignedWindow minute = AlignedWindow.at(Window.MINUTE, now);
    AlignedWindow day = AlignedWindow.at(Window.DAY, now);
    return reach
        .ask(() -> counts.used(customer, minute, day))
        .map(used ->
            List.of(
                minute.use(limits.perMinute(), used.minute()),
                day.use(limits.perDay(), used.day())))
        .orElseGet(() -> alone.used(customer, limits));
  }

  /** How many calls were counted in this process, because the shared counts were out of reach. */
  public long countedAlone() {
    return countedAlone.sum();
  }

  /** A permit that knows the windows it was taken from. */
  private final class SharedPermit implements Permit {
    private final CustomerId customer;
    private final AlignedWindow minute;
    private final AlignedWindow day;
    private final AtomicBoolean returned = new AtomicBoolean();

    SharedPermit(CustomerId customer, AlignedWindow minute, AlignedWindow day) {
      this.customer = customer;
      this.minute = minute;
      this.day = day;
    }

    @Override
    public void giveBack() {
      if (returned.compareAndSet(false, true)) {
        reach.tell(() -> counts.giveBack(customer, minute, day));
      }
    }
  }
}
