package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The seller, who takes the money and knows every subscription.
 *
 * <p>Thread-safe; each call asks the seller over the network, within a time limit. What is not
 * found is empty; a seller that does not answer throws {@link SellerUnavailable}.
 */
public interface Checkouts {
  /** Begins a purchase; the buyer goes on at the address. */
  URI begin(Tier tier);

  /** A purchase by its session; empty if the seller knows none. */
  Optional<Purchase> find(String session);

  /** Where a customer changes or ends what it has bought; empty if the seller knows it not. */
  Optional<URI> portal(CustomerId customer);

  /** How a subscription stands now. */
  Optional<Subscription> subscription(SubscriptionId id);

  /** Every subscription there is, one after the other. */
  void eachSubscription(Consumer<Subscription> reader);

  /** The address for mail to a customer. */
  Optional<String> email(CustomerId customer);

  /**
   * A purchase.
   *
   * @param complete whether it is done and paid
   */
  record Purchase(boolean complete, Optional<SubscriptionId> subscription) {}
}
