package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.CustomerId;
import java.time.Instant;
import java.util.Optional;

/** What became known of subscriptions; it may arrive late, twice, and in any order. */
public sealed interface SubscriptionChange {
  /** The moment it tells of. */
  Instant at();

  /** How one subscription stood or stands. */
  sealed interface OfOne extends SubscriptionChange {
    Subscription subscription();
  }

  /** How one subscription stood, as a message tells. */
  record Observed(Subscription subscription, Instant at) implements OfOne {}

  /**
   * How one subscription stands, read from the seller: it counts if nothing else has become known
   * since the seller was asked.
   *
   * @param at no later than the seller was asked, by the seller's own clock
   * @param before what was held of it before the seller was asked
   */
  record Read(Subscription subscription, Instant at, Optional<Held> before) implements OfOne {}

  /** The customer is gone, and with it all that it had bought. */
  record CustomerGone(CustomerId customer, Instant at) implements SubscriptionChange {}
}
