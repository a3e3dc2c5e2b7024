package ai.kamiyo.adapters.billing.stripe;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.billing.EventId;
import ai.kamiyo.domain.billing.SubscriptionChange;
import ai.kamiyo.domain.billing.SubscriptionId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what Stripe's events tell of subscriptions. */
final class StripeEvents {
  private final PriceBook prices;

  StripeEvents(PriceBook prices) {
    this.prices = prices;
  }

  /** What an event tells; empty if the text is no event. */
  Optional<Told> read(String json) {
    return Fields.parse(json).flatMap(this::read);
  }

  private Optional<Told> read(Fields event) {
    Optional<String> id = event.text("id");
    Optional<String> type = event.text("type");
    Optional<Instant> created = event.moment("created");
    Optional<Fields> object = event.at("data", "object");
    if (id.isEmpty() || type.isEmpty() || created.isEmpty() || object.isEmpty()) {
      return Optional.empty();
    }
    // An event of an account that is connected to ours sells nothing of ours.
    return Optional.of(
        event.text("account").isPresent()
            ? new Told.Nothing()
            : told(new EventId(id.get()), type.get(), created.get(), object.get()));
  }

  private Told told(EventId event, String type, Instant at, Fields object) {
    return switch (type) {
      case "customer.subscription.created",
          "customer.subscription.updated",
          "customer.subscription.deleted" ->
          prices
              .read(object)
              .<Told>map(seen -> new Told.Change(event, new SubscriptionChange.Observed(seen, at)))
              .orElseGet(Told.Nothing::new);
      case "checkout.session.completed" -> look(event, object.id("subscription"), at);
      case "invoice.payment_failed", "invoice.payment_succeeded" ->
          look(event, ofInvoice(object), at);
      case "customer.deleted" ->
          object
              .text("id")
              .<Told>map(id ->
                  new Told.Change(
                      event, new SubscriptionChange.CustomerGone(new CustomerId(id), at)))
              .orElseGet(Told.Nothing::new);
      default -> new Told.Nothing();
    };
  }

  private static Told look(EventId event, Optional<String> subscription, Instant at) {
    return subscription
        .<Told>map(id -> new Told.Look(event, new SubscriptionId(id), at))
        .orElseGet(Told.Nothing::new);
  }

  /** Where an invoice names its subscription depends on the version. */
  private static Optional<String> ofInvoice(Fields invoice) {
    return Stream.concat(
            Stream.of(
                invoice.id("subscription"),
                invoice.at("parent", "subscription_details").flatMap(d -> d.id("subscription"))),
            invoice.list("lines").stream()
                .map(line ->
                    line.id("subscription")
                        .or(() ->
                            line.at("parent", "subscription_item_details")
                                .flatMap(details -> details.id("subscription")))))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What an event tells. */
  sealed interface Told {
    /** How something stood. */
    record Change(EventId event, SubscriptionChange change) implements Told {}

    /** That something happened to a subscription, but not how it stands. */
    record Look(EventId event, SubscriptionId subscription, Instant at) implements Told {}

    /** Nothing that is of interest here. */
    record Nothing() implements Told {}
  }
}
