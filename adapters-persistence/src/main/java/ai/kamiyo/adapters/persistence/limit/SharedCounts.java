package ai.kamiyo.adapters.persistence.limit;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimits;

/** Counts that several instances share. Thread-safe; blocks briefly; throws if out of reach. */
public interface SharedCounts {
  /** Takes one call of both windows, or none at all. */
  Taken take(CustomerId customer, RateLimits limits, AlignedWindow minute, AlignedWindow day);

  /** Returns what was taken of these windows. */
  void giveBack(CustomerId customer, AlignedWindow minute, AlignedWindow day);

  /** What was taken of these windows so far. */
  Used used(CustomerId customer, AlignedWindow minute, AlignedWindow day);

  /** How many calls. */
  record Used(int minute, int day) {}

  /** What came of taking. */
  enum Taken {
    BOTH,
    MINUTE_IS_USED_UP,
    DAY_IS_USED_UP
  }
}
