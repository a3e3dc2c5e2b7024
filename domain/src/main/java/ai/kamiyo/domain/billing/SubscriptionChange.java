package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.CustomerId;
import java.time.Instant;

/** What became known of subscriptions; it may arrive late, twice, and in any order. */
public sealed interface SubscriptionChange {
  /** The moment it tells of. */
  Instant at();

  /**
   * How one subscription stood.
   *
   * @param fresh whether it was just read from the seller, so that it wins over what another
   *     message says of the same moment
   */
  record Observed(Subscription subscription, Instant at, boolean fresh)
      implements SubscriptionChange {}

  /** The customer is gone, and with it all that it had bought. */
  record CustomerGone(CustomerId customer, Instant at) implements SubscriptionChange {}
}
