package ai.kamiyo.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.kamiyo.adapters.billing.StripeJson;
import ai.kamiyo.adapters.billing.StripeStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.adapters.persistence.redis.Redis;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * All that an installation in production needs: a real PostgreSQL and a real Redis, and stand-ins
 * for the KAMIYO API and for Stripe, where customer cus_1 can buy.
 */
public final class Production implements AutoCloseable {
  /** How many incidents its API has. */
  public static final int INCIDENTS = 30;

  private static final String WEBHOOK_SECRET = "whsec_made_for_tests";

  public final MortalPostgres postgres;
  public final Installation installation;
  public final StripeStandIn stripe = new StripeStandIn();
  private final KamiyoStandIn api = KamiyoStandIn.of(Rows.made(INCIDENTS, 21));
  public final Redis redis = Redis.open();

  public Production(Path folder) {
    postgres = new MortalPostgres(folder);
    installation =
        new Installation(folder)
            .with("ENVIRONMENT", "production")
            .with("MCP_JWT_SECRET", "a-secret-that-nobody-else-knows-0123456789")
            .with("MCP_PUBLIC_URL", "https://mcp.example")
            .with("MCP_ANONYMOUS_RPM", "0")
            .with("DATABASE_URL", postgres.url())
            .with("REDIS_URL", redis.address().toString())
            .with("KAMIYO_API_URL", api.url())
            .with("KAMIYO_API_KEY", "key-0f-the-stand-in")
            .with("WALLET_EVIDENCE", "rpc")
            .with("EVM_RPC_URLS", "1=http://127.0.0.1:1")
            .with("RATE_LIMIT_PERSONAL_RPM", "3")
            .with("STRIPE_SECRET_KEY", "sk_live_made_for_tests")
            .with("STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET)
            .with("STRIPE_API_BASE", stripe.address().toString())
            .with("STRIPE_PRICE_MCP_PERSONAL", "price_personal")
            .with("STRIPE_PRICE_MCP_TEAM", "price_team")
            .with("STRIPE_PRICE_MCP_ENTERPRISE", "price_enterprise");
    stripe.put(
        "/v1/checkout/sessions/cs_test_1",
        StripeJson.session("cs_test_1", "complete", "paid", "cus_1", "sub_1"));
  }

  /** The subscription of cus_1 as Stripe has it from now on, in an event that tells of it. */
  public String subscribed(String event, String price, Instant at) {
    String subscription =
        StripeJson.subscription("sub_1", "cus_1", "active", price, at.plus(Duration.ofDays(30)));
    stripe.put("/v1/subscriptions/sub_1", subscription);
    return StripeJson.event(event, "customer.subscription.updated", at, subscription);
  }

  /** The header that Stripe signs an event with. */
  public static String signature(String event) {
    long time = Instant.now().getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(WEBHOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal((time + "." + event).getBytes(UTF_8));
      return "t=" + time + ",v1=" + HexFormat.of().formatHex(signature);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    installation.close();
    api.close();
    stripe.close();
    postgres.close();
    redis.close();
  }
}
