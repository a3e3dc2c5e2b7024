package ai.kamiyo.application.billing;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Invalidations;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.ClaimCodes;
import ai.kamiyo.domain.billing.EventId;
import ai.kamiyo.domain.billing.Subscription;
import ai.kamiyo.domain.billing.SubscriptionChange;
import ai.kamiyo.domain.billing.SubscriptionChange.CustomerGone;
import ai.kamiyo.domain.billing.SubscriptionChange.Observed;
import ai.kamiyo.domain.billing.SubscriptionId;
import ai.kamiyo.domain.billing.Subscriptions;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Takes in what became known of subscriptions. Where two messages contradict each other, the seller
 * is asked how it stands. What changes a customer's tier is told to every process.
 */
public final class ApplySubscriptionChange {
  private final Subscriptions subscriptions;
  private final Checkouts seller;
  private final ClaimCodes codes;
  private final Invalidations invalidations;
  private final Clock clock;

  public ApplySubscriptionChange(
      Subscriptions subscriptions,
      Checkouts seller,
      ClaimCodes codes,
      Invalidations invalidations,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.seller = seller;
    this.codes = codes;
    this.invalidations = invalidations;
    this.clock = clock;
  }

  public Subscriptions.Outcome apply(EventId event, SubscriptionChange change) {
    Subscriptions.Outcome outcome = taken(event, change);
    if (!(outcome instanceof Subscriptions.Tied) || !(change instanceof Observed observed)) {
      return outcome;
    }
    Subscription now =
        seller.subscription(observed.subscription().id()).orElse(observed.subscription());
    return taken(event, new Observed(now, observed.at(), true));
  }

  private Subscriptions.Outcome taken(EventId event, SubscriptionChange change) {
    Subscriptions.Outcome outcome = subscriptions.apply(event, change, offer());
    if (outcome instanceof Subscriptions.Changed) {
      invalidations.publish(customer(change));
    }
    return outcome;
  }

  private static CustomerId customer(SubscriptionChange change) {
    return switch (change) {
      case Observed observed -> observed.subscription().customer();
      case CustomerGone gone -> gone.customer();
    };
  }

  /** A message that only says which subscription to look at: the seller is asked how it stands. */
  public Subscriptions.Outcome reread(EventId event, SubscriptionId subscription, Instant at) {
    return seller
        .subscription(subscription)
        .map(now -> apply(event, new Observed(now, at, true)))
        .orElseGet(Subscriptions.Unchanged::new);
  }

  private Claim.Offer offer() {
    String id = UUID.randomUUID().toString();
    return new Claim.Offer(id, Sha256.of(codes.of(id)), clock.instant());
  }
}
