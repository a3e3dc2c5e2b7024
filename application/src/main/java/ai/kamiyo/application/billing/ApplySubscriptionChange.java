package ai.kamiyo.application.billing;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Invalidations;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.ClaimCodes;
import ai.kamiyo.domain.billing.EventId;
import ai.kamiyo.domain.billing.Held;
import ai.kamiyo.domain.billing.SellerUnavailable;
import ai.kamiyo.domain.billing.Subscription;
import ai.kamiyo.domain.billing.SubscriptionChange;
import ai.kamiyo.domain.billing.SubscriptionChange.CustomerGone;
import ai.kamiyo.domain.billing.SubscriptionChange.OfOne;
import ai.kamiyo.domain.billing.SubscriptionChange.Read;
import ai.kamiyo.domain.billing.SubscriptionId;
import ai.kamiyo.domain.billing.Subscriptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes in what became known of subscriptions. Where two messages contradict each other, the seller
 * is asked how it stands. What changes a customer's tier is told to every process.
 */
public final class ApplySubscriptionChange {
  /** How far our clock may be ahead of the seller's. */
  private static final Duration LEAD = Duration.ofMinutes(1);

  private static final int ATTEMPTS = 5;

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
    if (!(outcome instanceof Subscriptions.Tied) || !(change instanceof OfOne one)) {
      return outcome;
    }
    Subscription told = one.subscription();
    return settle(event, told.id(), one.at(), Optional.of(told));
  }

  /** A message that only says which subscription to look at: the seller is asked how it stands. */
  public Subscriptions.Outcome reread(EventId event, SubscriptionId subscription, Instant at) {
    return settle(event, subscription, at, Optional.empty());
  }

  /** Without any message; the reason names the event that this counts as. */
  public Subscriptions.Outcome reread(String reason, SubscriptionId subscription) {
    EventId event = new EventId(reason + ":" + subscription.value() + ":" + UUID.randomUUID());
    return reread(event, subscription, asking());
  }

  /** The moment that is true of what the seller is asked from now on, in its whole seconds. */
  Instant asking() {
    return clock.instant().minus(LEAD).truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Asks the seller until nobody comes between asking and keeping the answer.
   *
   * @param otherwise what is true if the seller does not know the subscription
   */
  private Subscriptions.Outcome settle(
      EventId event, SubscriptionId id, Instant at, Optional<Subscription> otherwise) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Held> before = subscriptions.find(id);
      Optional<Subscription> now = seller.subscription(id).or(() -> otherwise);
      if (now.isEmpty()) {
        return new Subscriptions.Unchanged();
      }
      // What the seller says now is no older than what was known before it was asked.
      Instant since = before.map(Held::at).filter(at::isBefore).orElse(at);
      Subscriptions.Outcome outcome = taken(event, new Read(now.get(), since, before));
      if (!(outcome instanceof Subscriptions.Tied)) {
        return outcome;
      }
    }
    throw new SellerUnavailable(id.value() + " changed each time that it was read");
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
      case OfOne one -> one.subscription().customer();
      case CustomerGone gone -> gone.customer();
    };
  }

  private Claim.Offer offer() {
    String id = UUID.randomUUID().toString();
    return new Claim.Offer(id, Sha256.of(codes.of(id)), clock.instant());
  }
}
