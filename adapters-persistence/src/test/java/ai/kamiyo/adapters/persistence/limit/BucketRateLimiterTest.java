package ai.kamiyo.adapters.persistence.limit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimiter.Exhausted;
import ai.kamiyo.domain.access.RateLimiter.Permit;
import ai.kamiyo.domain.access.RateLimiterContract;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketRateLimiterTest extends RateLimiterContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final RateLimits LIMITS = new RateLimits(2, 10);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  @Override
  protected RateLimiter limiterAt(Instant start) {
    return new BucketRateLimiter(Clock.fixed(start, ZoneOffset.UTC), nanos::get);
  }

  @Override
  protected void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void aWallClockSetForwardGrantsNothing() {
    SettableClock wall = new SettableClock(NOON);
    RateLimiter limiter = new BucketRateLimiter(wall, nanos::get);
    CustomerId customer = new CustomerId("alice");
    limiter.acquire(customer, LIMITS);
    limiter.acquire(customer, LIMITS);
    wall.set(NOON.plus(Duration.ofDays(2)));
    assertThat(limiter.acquire(customer, LIMITS)).isInstanceOf(Exhausted.class);
  }

  @Test
  void forgetsCustomersWhenTheirDayIsOver() {
    BucketRateLimiter limiter = crowd(100);
    pass(Duration.ofHours(1));
    limiter.acquire(new CustomerId("late"), LIMITS);
    assertThat(limiter.remembered()).isEqualTo(101);
    pass(Duration.ofDays(1));
    limiter.acquire(new CustomerId("tomorrow"), LIMITS);
    assertThat(limiter.remembered()).isEqualTo(1);
  }

  @Test
  void keepsItsMemoryBounded() {
    BucketRateLimiter limiter = crowd(1_001);
    pass(Duration.ofMinutes(2));
    assertThat(limiter.acquire(new CustomerId("one more"), LIMITS)).isInstanceOf(Permit.class);
    assertThat(limiter.remembered()).isEqualTo(1);
  }

  private BucketRateLimiter crowd(int customers) {
    BucketRateLimiter limiter =
        new BucketRateLimiter(Clock.fixed(NOON, ZoneOffset.UTC), nanos::get, 1_000);
    for (int i = 0; i < customers; i++) {
      limiter.acquire(new CustomerId("customer-" + i), LIMITS);
    }
    return limiter;
  }
}
