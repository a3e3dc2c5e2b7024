package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import java.time.Instant;
import java.util.Optional;

/**
 * One subscription at one moment.
 *
 * @param tier what was bought; empty if it is none of the products sold here
 * @param periodEnd until when it is paid, if known
 */
public record Subscription(
    SubscriptionId id,
    CustomerId customer,
    Optional<Tier> tier,
    SubscriptionStatus status,
    Optional<Instant> periodEnd) {
  /** Whether it entitles its customer as long as it stays as it is. */
  public boolean paid() {
    return tier.isPresent() && status.paid();
  }

  Subscription canceled() {
    return new Subscription(id, customer, tier, SubscriptionStatus.CANCELED, periodEnd);
  }
}
