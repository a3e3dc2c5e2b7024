package ai.kamiyo.adapters.billing.stripe;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.billing.Subscription;
import ai.kamiyo.domain.billing.SubscriptionId;
import ai.kamiyo.domain.billing.SubscriptionStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which price is which tier, and so what a subscription of Stripe's is worth. */
public final class PriceBook {
  private final Map<Tier, String> prices;

  public PriceBook(Map<Tier, String> prices) {
    this.prices = Map.copyOf(prices);
  }

  /** The price of a tier, if it is sold. */
  Optional<String> price(Tier tier) {
    return Optional.ofNullable(prices.get(tier));
  }

  /** A subscription as Stripe's JSON tells it; empty if that is none. */
  Optional<Subscription> read(Fields json) {
    Optional<String> id = json.text("id");
    Optional<String> customer = json.id("customer");
    Optional<String> status = json.text("status");
    if (id.isEmpty() || customer.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Subscription(
            new SubscriptionId(id.get()),
            new CustomerId(customer.get()),
            tier(json),
            SubscriptionStatus.named(status.get()),
            periodEnd(json)));
  }

  /** The highest tier among the items; other products do not count. */
  private Optional<Tier> tier(Fields json) {
    return json.list("items").stream()
        .flatMap(item -> Stream.of(item.id("price"), item.id("plan")).flatMap(Optional::stream))
        .flatMap(price -> tier(price).stream())
        .max(Comparator.naturalOrder());
  }

  private Optional<Tier> tier(String price) {
    return prices.entrySet().stream()
        .filter(entry -> entry.getValue().equals(price))
        .map(Map.Entry::getKey)
        .findAny();
  }

  /** Newer versions keep it with each item, older ones with the subscription. */
  private static Optional<Instant> periodEnd(Fields json) {
    return json.list("items").stream()
        .flatMap(item -> item.moment("current_period_end").stream())
        .max(Comparator.naturalOrder())
        .or(() -> json.moment("current_period_end"));
  }
}
