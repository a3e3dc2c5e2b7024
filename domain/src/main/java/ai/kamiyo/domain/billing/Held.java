package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.billing.SubscriptionChange.OfOne;
import ai.kamiyo.domain.billing.SubscriptionChange.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is held to be true of one subscription. In whatever order messages arrive, they end in the
 * same: canceled is final, else the latest moment counts.
 *
 * @param at the moment that this is true of
 * @param pastDueSince since when its payment has been failing; present if it is past due
 */
public record Held(Subscription subscription, Instant at, Optional<Instant> pastDueSince) {
  /** Whether a message replaces this. */
  public Precedence precedenceOf(OfOne told) {
    Subscription other = told.subscription();
    if (subscription.status() == SubscriptionStatus.CANCELED) {
      return Precedence.SUPERSEDED;
    }
    if (other.status() == SubscriptionStatus.CANCELED) {
      return Precedence.REPLACES;
    }
    if (told instanceof Read read) {
      return precedenceOf(read);
    }
    if (told.at().isAfter(at)) {
      return Precedence.REPLACES;
    }
    return told.at().isBefore(at) || other.equals(subscription)
        ? Precedence.SUPERSEDED
        : Precedence.TIED;
  }

  /** Clocks differ, so what the seller was asked before counts, and not when. */
  private Precedence precedenceOf(Read read) {
    if (read.subscription().equals(subscription)) {
      return read.at().isAfter(at) ? Precedence.REPLACES : Precedence.SUPERSEDED;
    }
    return read.before().filter(this::equals).isPresent() ? Precedence.REPLACES : Precedence.TIED;
  }

  /** What is then held, given how the subscription stood at all moments that were ever told. */
  public static Held after(OfOne latest, List<Moment> told) {
    return new Held(latest.subscription(), latest.at(), pastDueSince(latest.subscription(), told));
  }

  /** The same, now that more is known of the past. */
  public Held knowing(List<Moment> told) {
    return new Held(subscription, at, pastDueSince(subscription, told));
  }

  /** What is held once the customer is gone. */
  public Held canceled() {
    return new Held(subscription.canceled(), at, Optional.empty());
  }

  /** What it entitles to: while a payment fails, only for so long. */
  public Entitlement entitlement(Instant now, Duration grace) {
    Optional<Instant> until = subscription.periodEnd();
    if (subscription.status() == SubscriptionStatus.PAST_DUE) {
      until = pastDueSince.map(since -> since.plus(grace));
      if (until.filter(now::isBefore).isEmpty()) {
        return new Entitlement.Inactive();
      }
    } else if (!subscription.status().paid()) {
      return new Entitlement.Inactive();
    }
    // The seller may tell late that a new period was paid: only its word ends a subscription.
    Optional<Instant> known = until.filter(now::isBefore);
    return subscription
        .tier()
        .<Entitlement>map(tier -> new Entitlement.Entitled(tier, known))
        .orElseGet(Entitlement.Inactive::new);
  }

  private static Optional<Instant> pastDueSince(Subscription subscription, List<Moment> told) {
    if (subscription.status() != SubscriptionStatus.PAST_DUE) {
      return Optional.empty();
    }
    Instant lastPaid =
        told.stream()
            .filter(moment -> moment.status() != SubscriptionStatus.PAST_DUE)
            .map(Moment::at)
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    return told.stream()
        .filter(moment -> moment.status() == SubscriptionStatus.PAST_DUE)
        .map(Moment::at)
        .filter(at -> !at.isBefore(lastPaid))
        .min(Instant::compareTo);
  }

  /** How a subscription stood at some moment. */
  public record Moment(SubscriptionStatus status, Instant at) {}

  /** How a message relates to what is held. */
  public enum Precedence {
    REPLACES,
    SUPERSEDED,
    /** Which of both is the later cannot be told, and they differ: the seller must be asked. */
    TIED
  }
}
