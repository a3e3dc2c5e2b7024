package ai.kamiyo.domain.access;

import java.util.List;
import java.util.function.BiFunction;

/** Limiters for tests that count nothing. */
public final class RateLimiters {
  private RateLimiters() {}

  /** One that decides like this and knows of no use. */
  public static RateLimiter deciding(
      BiFunction<CustomerId, RateLimits, RateLimiter.Decision> decision) {
    return new RateLimiter() {
      @Override
      public Decision acquire(CustomerId customer, RateLimits limits) {
        return decision.apply(customer, limits);
      }

      @Override
      public List<WindowUse> used(CustomerId customer, RateLimits limits) {
        return List.of();
      }
    };
  }
}
