package ai.kamiyo.bootstrap.settings;

import ai.kamiyo.domain.access.Tier;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How subscriptions are sold, and who is told of them.
 *
 * @param prices the Stripe price id of each tier that is sold
 */
public record Billing(
    Optional<Secret> secretKey,
    Optional<Secret> webhookSecret,
    Optional<Url> apiBase,
    Map<Tier, String> prices,
    Duration grace,
    Optional<Url> claimNotifyUrl,
    Optional<Secret> claimNotifySecret) {
  static final Setting<Secret> STRIPE_SECRET_KEY =
      Setting.of(
          "STRIPE_SECRET_KEY",
          Secrets.beginning("sk_", "rk_"),
          "Stripe's secret key; turns billing on; production refuses test keys.");
  static final Setting<Secret> STRIPE_WEBHOOK_SECRET =
      Setting.of(
          "STRIPE_WEBHOOK_SECRET",
          Secrets.any(),
          "Stripe's signing secret of the webhook endpoint.");
  static final Setting<Url> STRIPE_API_BASE =
      Setting.of(
          "STRIPE_API_BASE",
          Urls.httpsOrLoopback("https://api.stripe.com"),
          "Where Stripe answers, if not at its own address.");
  static final Setting<String> STRIPE_PRICE_MCP_PERSONAL = price(Tier.PERSONAL);
  static final Setting<String> STRIPE_PRICE_MCP_TEAM = price(Tier.TEAM);
  static final Setting<String> STRIPE_PRICE_MCP_ENTERPRISE = price(Tier.ENTERPRISE);
  static final Setting<Duration> BILLING_GRACE_DAYS =
      Setting.of(
              "BILLING_GRACE_DAYS",
              Kinds.days(0, 365),
              "Days that a subscription with a failed payment still counts.")
          .byDefault("7");
  static final Setting<Url> MCP_CLAIM_NOTIFY_URL =
      Setting.of(
          "MCP_CLAIM_NOTIFY_URL",
          Urls.httpsOrLoopback("https://api.kamiyo.ai/mcp-claims"),
          "Told of each new claim, by a link that makes a token; needs MCP_CLAIM_NOTIFY_SECRET.");
  static final Setting<Secret> MCP_CLAIM_NOTIFY_SECRET =
      Setting.of("MCP_CLAIM_NOTIFY_SECRET", Secrets.any(), "Signs what MCP_CLAIM_NOTIFY_URL gets.");

  /** Holds every tier. */
  static final Map<Tier, Setting<String>> PRICES =
      new EnumMap<>(
          Map.of(
              Tier.PERSONAL, STRIPE_PRICE_MCP_PERSONAL,
              Tier.TEAM, STRIPE_PRICE_MCP_TEAM,
              Tier.ENTERPRISE, STRIPE_PRICE_MCP_ENTERPRISE));

  static final List<Setting<?>> ALL =
      List.of(
          STRIPE_SECRET_KEY,
          STRIPE_WEBHOOK_SECRET,
          STRIPE_API_BASE,
          STRIPE_PRICE_MCP_PERSONAL,
          STRIPE_PRICE_MCP_TEAM,
          STRIPE_PRICE_MCP_ENTERPRISE,
          BILLING_GRACE_DAYS,
          MCP_CLAIM_NOTIFY_URL,
          MCP_CLAIM_NOTIFY_SECRET);

  static Billing of(Values values) {
    boolean unsigned = values.set(MCP_CLAIM_NOTIFY_SECRET).isEmpty();
    if (values.set(MCP_CLAIM_NOTIFY_URL).isPresent() && unsigned) {
      values.reject(MCP_CLAIM_NOTIFY_URL, "needs MCP_CLAIM_NOTIFY_SECRET to sign with");
    }
    return new Billing(
        values.find(STRIPE_SECRET_KEY),
        values.find(STRIPE_WEBHOOK_SECRET),
        values.find(STRIPE_API_BASE),
        prices(values),
        values.get(BILLING_GRACE_DAYS),
        values.find(MCP_CLAIM_NOTIFY_URL),
        values.find(MCP_CLAIM_NOTIFY_SECRET));
  }

  private static Map<Tier, String> prices(Values values) {
    Map<Tier, String> prices = new EnumMap<>(Tier.class);
    PRICES.forEach((tier, setting) -> {
      Optional<String> id = values.set(setting);
      if (id.isPresent() && prices.containsValue(id.get())) {
        values.reject(setting, "is also the price of a lower tier; each tier has its own");
      } else {
        id.ifPresent(price -> prices.put(tier, price));
      }
    });
    return Collections.unmodifiableMap(prices);
  }

  private static Setting<String> price(Tier tier) {
    return Setting.of(
        "STRIPE_PRICE_MCP_" + tier.name(),
        Kinds.text("price_1AbCdEfGh"),
        "Stripe's price id of the tier `" + tier.label() + "`.");
  }
}
