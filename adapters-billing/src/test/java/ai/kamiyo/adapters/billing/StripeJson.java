package ai.kamiyo.adapters.billing;

import java.time.Instant;
import java.util.Locale;

/** Objects and events in the JSON that Stripe writes. */
public final class StripeJson {
  private StripeJson() {}

  /** A subscription, with its period at the item as newer versions have it. */
  public static String subscription(
      String id, String customer, String status, String price, Instant periodEnd) {
    return """
    {"id":"%s","object":"subscription","application":null,"automatic_tax":{"enabled":false},\
    "billing_cycle_anchor":1795435200,"cancel_at":null,"cancel_at_period_end":false,\
    "collection_method":"charge_automatically","created":1795435200,"currency":"usd",\
    "customer":"%s","items":{"object":"list","data":[{"id":"si_1","object":"subscription_item",\
    "current_period_end":%d,"current_period_start":1795435200,"price":{"id":"%s",\
    "object":"price","active":true,"currency":"usd","product":"prod_1","recurring":\
    {"interval":"month","interval_count":1},"type":"recurring","unit_amount":9900},\
    "quantity":1,"subscription":"%s"}],"has_more":false,"total_count":1},\
    "latest_invoice":"in_1","livemode":false,"metadata":{},"status":"%s","trial_end":null}\
    """
        .formatted(id, customer, periodEnd.getEpochSecond(), price, id, status);
  }

  /** The same as a version of 2020 tells it: the period at the top, a plan beside the price. */
  public static String oldSubscription(
      String id, String customer, String status, String price, Instant periodEnd) {
    return """
    {"id":"%s","object":"subscription","current_period_end":%d,"current_period_start":1795435200,\
    "customer":{"id":"%s","object":"customer"},"items":{"object":"list","data":[{"id":"si_1",\
    "object":"subscription_item","plan":{"id":"%s","object":"plan","amount":9900}}]},\
    "plan":{"id":"%s"},"status":"%s"}\
    """
        .formatted(id, periodEnd.getEpochSecond(), customer, price, price, status);
  }

  public static String session(
      String id, String status, String paid, String customer, String subscription) {
    return """
    {"id":"%s","object":"checkout.session","amount_total":9900,"cancel_url":"https://x.example",\
    "customer":"%s","customer_details":{"email":"alice@example.com"},"livemode":false,\
    "mode":"subscription","payment_status":"%s","status":"%s","subscription":"%s"}\
    """
        .formatted(id, customer, paid, status, subscription);
  }

  /** An invoice as newer versions name its subscription. */
  public static String invoice(String customer, String subscription) {
    return """
    {"id":"in_1","object":"invoice","amount_due":9900,"customer":"%s","lines":{"object":"list",\
    "data":[]},"parent":{"quote_details":null,"subscription_details":{"metadata":{},\
    "subscription":"%s"},"type":"subscription_details"},"status":"open"}\
    """
        .formatted(customer, subscription);
  }

  /** An invoice as older versions name it. */
  public static String oldInvoice(String customer, String subscription) {
    return "{\"id\":\"in_1\",\"object\":\"invoice\",\"customer\":\"%s\",\"subscription\":\"%s\"}"
        .formatted(customer, subscription);
  }

  public static String customer(String id, String email) {
    return "{\"id\":\"%s\",\"object\":\"customer\",\"email\":\"%s\",\"metadata\":{}}"
        .formatted(id, email);
  }

  public static String event(String id, String type, Instant created, String object) {
    return event(id, type, created, object, "2026-07-29.dahlia");
  }

  public static String event(
      String id, String type, Instant created, String object, String version) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"%s\",\"object\":\"event\",\"api_version\":\"%s\",\"created\":%d,"
            + "\"data\":{\"object\":%s},\"livemode\":false,\"pending_webhooks\":1,"
            + "\"request\":{\"id\":null,\"idempotency_key\":null},\"type\":\"%s\"}",
        id,
        version,
        created.getEpochSecond(),
        object,
        type);
  }
}
