package ai.kamiyo.domain.access;

import java.time.Instant;

/**
 * How much of one window a customer has used.
 *
 * @param used may exceed the limit if that was lowered since
 * @param resetAt when the window ends
 */
public record WindowUse(RateLimiter.Window window, int limit, int used, Instant resetAt) {
  public int remaining() {
    return Math.max(0, limit - used);
  }
}
