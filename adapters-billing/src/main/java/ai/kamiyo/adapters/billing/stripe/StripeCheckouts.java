package ai.kamiyo.adapters.billing.stripe;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.SellerUnavailable;
import ai.kamiyo.domain.billing.Subscription;
import ai.kamiyo.domain.billing.SubscriptionId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Stripe as the seller, asked over its API. */
public final class StripeCheckouts implements Checkouts {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 10_000;

  /** What may stand in an address; ids of Stripe's have no other letters. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,250}");

  private static final Set<String> PAID = Set.of("paid", "no_payment_required");

  private final StripeApi api;
  private final PriceBook prices;
  private final Pages pages;

  public StripeCheckouts(StripeApi api, PriceBook prices, Pages pages) {
    this.api = api;
    this.prices = prices;
    this.pages = pages;
  }

  /**
   * Where people go afterwards.
   *
   * @param welcome after a purchase
   * @param canceled after a purchase that was not made
   * @param account after a look at what was bought
   */
  public record Pages(URI welcome, URI canceled, URI account) {}

  @Override
  public URI begin(Tier tier) {
    String price =
        prices.price(tier).orElseThrow(() -> new SellerUnavailable("no price of " + tier.label()));
    return address(
        api.post(
            "/v1/checkout/sessions",
            form(
                Map.of(
                    "mode",
                    "subscription",
                    "line_items[0][price]",
                    price,
                    "line_items[0][quantity]",
                    "1",
                    "success_url",
                    pages.welcome() + "?session_id={CHECKOUT_SESSION_ID}",
                    "cancel_url",
                    pages.canceled().toString()))));
  }

  @Override
  public Optional<Purchase> find(String session) {
    return ask("/v1/checkout/sessions/", session)
        .map(found ->
            new Purchase(
                found.text("status").filter("complete"::equals).isPresent()
                    && found.text("payment_status").filter(PAID::contains).isPresent(),
                found.id("subscription").map(SubscriptionId::new)));
  }

  @Override
  public Optional<URI> portal(CustomerId customer) {
    if (!customer.value().startsWith("cus_") || ask("/v1/customers/", customer.value()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        address(
            api.post(
                "/v1/billing_portal/sessions",
                form(
                    Map.of(
                        "customer", customer.value(), "return_url", pages.account().toString())))));
  }

  @Override
  public Optional<Subscription> subscription(SubscriptionId id) {
    return ask("/v1/subscriptions/", id.value()).flatMap(prices::read);
  }

  @Override
  public void eachSubscription(Consumer<Subscription> reader) {
    String after = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Fields answer =
          api.get("/v1/subscriptions?status=all&limit=" + PAGE + after)
              .orElseThrow(() -> new SellerUnavailable("no list of subscriptions"));
      List<Fields> found = answer.array("data");
      found.forEach(one -> prices.read(one).ifPresent(reader));
      Optional<String> last = found.isEmpty() ? Optional.empty() : found.getLast().text("id");
      if (last.isEmpty() || !answer.isTrue("has_more")) {
        return;
      }
      after = "&starting_after=" + encoded(last.get());
    }
  }

  @Override
  public Optional<String> email(CustomerId customer) {
    return ask("/v1/customers/", customer.value()).flatMap(found -> found.text("email"));
  }

  private Optional<Fields> ask(String path, String id) {
    return ID.matcher(id).matches()
        ? api.get(path + id).filter(found -> !found.isTrue("deleted"))
        : Optional.empty();
  }

  private static URI address(Fields session) {
    return session
        .text("url")
        .map(URI::create)
        .orElseThrow(() -> new SellerUnavailable("a session without an address"));
  }

  private static String form(Map<String, String> fields) {
    StringBuilder form = new StringBuilder();
    fields.forEach((name, value) ->
        form.append(form.isEmpty() ? "" : "&")
            .append(encoded(name))
            .append('=')
            .append(encoded(value)));
    return form.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
