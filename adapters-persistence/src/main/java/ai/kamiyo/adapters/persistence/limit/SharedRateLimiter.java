package ai.kamiyo.adapters.persistence.limit;

import ai.kamiyo.adapters.persistence.limit.SharedCounts.Taken;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.WindowUse;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts together with other instances; while the shared counts are out of reach, alone and at the
 * same rate. After a few failures only one call in a while tries them again. Thread-safe.
 */
public final class SharedRateLimiter implements RateLimiter {
  private static final CircuitBreakerConfig BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(8)
          .minimumNumberOfCalls(4)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(1))
          .permittedNumberOfCallsInHalfOpenState(1)
          .build();

  private final SharedCounts counts;
  private final AnchoredTime time;
  private final BucketRateLimiter alone;
  private final CircuitBreaker breaker = CircuitBreaker.of("shared limits", BREAKER);
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
    breaker
        .getEventPublisher()
        .onStateTransition(change -> {
          switch (change.getStateTransition().getToState()) {
            case OPEN -> log().log(Level.WARNING, "Redis is away: limits are counted here");
            case CLOSED -> log().log(Level.INFO, "Redis is back: limits are shared again");
            default -> log().log(Level.DEBUG, "Redis is tried again");
          }
        });
  }

  @Override
  public Decision acquire(CustomerId customer, RateLimits limits) {
    Instant now = time.now();
    AlignedWindow minute = AlignedWindow.at(Window.MINUTE, now);
    AlignedWindow day = AlignedWindow.at(Window.DAY, now);
    Optional<Taken> taken = guarded(() -> counts.take(customer, limits, minute, day));
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
    return guarded(() -> counts.used(customer, minute, day))
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

  private <T> Optional<T> guarded(Supplier<T> question) {
    if (!breaker.tryAcquirePermission()) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    try {
      T answer = question.get();
      breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
      return Optional.of(answer);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        breaker.releasePermission(); // a cancelled call says nothing about Redis
      } else {
        breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, e);
        log().log(Level.DEBUG, "the shared limits cannot be counted", e);
      }
      return Optional.empty();
    }
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
        Optional<Boolean> unused =
            guarded(() -> {
              counts.giveBack(customer, minute, day);
              return true;
            });
      }
    }
  }

  private static System.Logger log() {
    return System.getLogger(SharedRateLimiter.class.getName());
  }
}
