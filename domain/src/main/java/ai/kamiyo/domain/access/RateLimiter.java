package ai.kamiyo.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Counts each customer's calls in aligned windows: a minute begins at second 0 and a day at
 * midnight, both UTC, so {@code resetAt} is exact and several instances agree.
 *
 * <p>Thread-safe; may block briefly on a shared store. An unreachable store never refuses a call:
 * the implementation falls back to counting in this process.
 */
public interface RateLimiter {
  /**
   * Takes one permit of the customer's minute and day, or none at all. Limits that changed since
   * the last call apply at once.
   */
  Decision acquire(CustomerId customer, RateLimits limits);

  /** How much of its minute and its day, in this order, the customer has used; takes nothing. */
  List<WindowUse> used(CustomerId customer, RateLimits limits);

  /** Whether the call may proceed. */
  sealed interface Decision permits Permit, Exhausted {}

  /** A permit, spent unless it is given back. */
  non-sealed interface Permit extends Decision {
    /** Returns the permit because no work was done for it; the second time does nothing. */
    void giveBack();
  }

  /** No permit is left in the named window until {@code resetAt}. */
  record Exhausted(Window window, int limit, Duration retryAfter, Instant resetAt)
      implements Decision {}

  /** The aligned windows. */
  enum Window {
    MINUTE,
    DAY;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
