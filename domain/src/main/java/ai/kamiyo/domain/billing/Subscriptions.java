package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.CustomerId;
import java.util.List;
import java.util.Optional;

/**
 * What customers have subscribed to, as far as messages have told.
 *
 * <p>Thread-safe, also between processes; may block on a database. One that cannot be read or
 * written throws, and then nothing of the change is kept, so that it may be told again.
 */
public interface Subscriptions {
  /**
   * Takes in what became known, in one transaction. Every event counts once, however often and
   * however many at a time it arrives. The first time that a subscription is paid, a claim is kept
   * for its buyer.
   *
   * @param offer the claim to keep if one is due
   */
  Outcome apply(EventId event, SubscriptionChange change, Claim.Offer offer);

  /**
   * What is held of a subscription, be it of a product that is not sold here; canceled once its
   * customer is gone.
   */
  Optional<Held> find(SubscriptionId id);

  /** All that a customer has or had, the latest first. */
  List<Held> heldBy(CustomerId customer);

  /** What came of a change. */
  sealed interface Outcome {}

  /** What is held has changed; the claim is there if it was kept just now. */
  record Changed(Optional<Claim> claim) implements Outcome {}

  /** Something later was known, or it concerns no product sold here. */
  record Unchanged() implements Outcome {}

  /** The event had been counted before. */
  record Repeated() implements Outcome {}

  /** It contradicts what is held and may be older; nothing was kept, the event did not count. */
  record Tied() implements Outcome {}
}
