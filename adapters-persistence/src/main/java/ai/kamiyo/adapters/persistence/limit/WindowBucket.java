package ai.kamiyo.adapters.persistence.limit;

import ai.kamiyo.domain.access.RateLimiter.Exhausted;
import ai.kamiyo.domain.access.WindowUse;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.time.Instant;

/**
 * What one customer may still call in one window. It is full at the beginning and never refilled:
 * the next window has a bucket of its own, so that a permit given back late cannot reach it.
 */
final class WindowBucket {
  /** A bucket that lives for one window needs no time of its own. */
  private static final TimeMeter STANDSTILL =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return 0;
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };

  private final AlignedWindow window;
  private final Bucket bucket;
  private int limit;

  WindowBucket(AlignedWindow window, int limit) {
    this.window = window;
    this.limit = limit;
    this.bucket =
        Bucket.builder()
            .withCustomTimePrecision(STANDSTILL)
            .addLimit(bandwidth(window, limit))
            .build();
  }

  boolean isOver(Instant now) {
    return window.isOver(now);
  }

  /** Changes the limit and keeps what was used, which may be more than the limit now is. */
  void limitTo(int changed) {
    if (changed == limit) {
      return;
    }
    long used = limit - bucket.getAvailableTokens();
    bucket.replaceConfiguration(
        BucketConfiguration.builder().addLimit(bandwidth(window, changed)).build(),
        TokensInheritanceStrategy.RESET);
    if (used > 0) {
      long unused = bucket.consumeIgnoringRateLimits(used);
    }
    limit = changed;
  }

  boolean isExhausted() {
    return bucket.getAvailableTokens() < 1;
  }

  void take() {
    if (!bucket.tryConsume(1)) {
      throw new IllegalStateException("nothing left to take");
    }
  }

  void giveBack() {
    bucket.addTokens(1);
  }

  WindowUse use() {
    long used = limit - bucket.getAvailableTokens();
    return new WindowUse(window.kind(), limit, Math.toIntExact(used), window.end());
  }

  Exhausted refusal(Instant now) {
    Instant end = window.end();
    return new Exhausted(window.kind(), limit, Duration.between(now, end), end);
  }

  private static Bandwidth bandwidth(AlignedWindow window, int limit) {
    return Bandwidth.builder().capacity(limit).refillIntervally(limit, window.length()).build();
  }
}
