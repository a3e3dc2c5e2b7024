package ai.kamiyo.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.billing.StripeJson;
import ai.kamiyo.adapters.billing.StripeStandIn;
import ai.kamiyo.application.access.Issued;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.endtoend.Folder;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The whole server in this process, its rows in the embedded database: tokens, tiers, purchases.
 */
@NullUnmarked
@ResourceLock("logging")
class AccountsTest {
  private static final String SECRET = "whsec_made_for_tests";

  // The index may still be being kept when a short test is over.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final StripeStandIn stripe = new StripeStandIn();
  private Application application;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    application = application();
    application.start();
    server = server();
    server.start();
  }

  private Application application() {
    return new Application(settings());
  }

  private Settings settings() {
    Path home = folder.resolve("home");
    Map<String, String> environment =
        Map.of(
            "KAMIYO_HOME", home.toString(),
            "MCP_DEV_TIER", "personal",
            "STRIPE_SECRET_KEY", "sk_test_x",
            "STRIPE_WEBHOOK_SECRET", SECRET,
            "STRIPE_API_BASE", stripe.address().toString(),
            "STRIPE_PRICE_MCP_PERSONAL", "price_personal",
            "STRIPE_PRICE_MCP_TEAM", "price_team",
            "STRIPE_PRICE_MCP_ENTERPRISE", "price_enterprise");
    Surroundings here = new Surroundings(environment, home, home, "0.1.0");
    if (Settings.load(Sources.ofOperator(here)) instanceof Loading.Ready ready) {
      return ready.settings();
    }
    throw new AssertionError("the settings are refused");
  }

  private HttpServer server() {
    return new HttpServer(
        settings(),
        application.mcp(),
        application.health(),
        application.accounts(),
        new HttpServer.Place("127.0.0.1", 0, "127.0.0.1", 0));
  }

  @AfterEach
  void end() {
    client.shutdownNow();
    server.close();
    application.close();
    stripe.close();
    Folder.delete(folder);
  }

  @Test
  void theDevelopmentTokenIsARealOneAndIsKept() throws Exception {
    String token = application.developmentToken().reveal();
    assertThat(application.developmentToken().reveal()).isEqualTo(token);
    assertThat(account(token).body()).contains("\"tier\":\"personal\"");
    Path kept = folder.resolve("home").resolve("development-token");
    assertThat(Files.readString(kept).strip()).isEqualTo(token);
    assertThat(Files.getPosixFilePermissions(kept)).hasSize(2);
  }

  @Test
  void aRevokedTokenIsRefusedFromThenOn() throws Exception {
    Issued issued =
        application
            .identity()
            .issueToken()
            .issue(new CustomerId("acme"), Tier.TEAM, Optional.of(Duration.ofDays(1)));
    String token = issued.token().reveal();
    assertThat(account(token).body()).contains("\"tier\":\"team\"");
    assertThat(ping(token).statusCode()).isNotEqualTo(401);
    // Another process revokes it.
    try (Application other = application()) {
      TokenId id = issued.kept().id();
      assertThat(other.identity().revokeToken().revoke(id)).hasToString("REVOKED");
    }
    // What is answered well is not counted against the address.
    Instant deadline = Instant.now().plusSeconds(20);
    while (account(token).statusCode() != 401) {
      assertThat(Instant.now()).isBefore(deadline);
    }
    assertThat(ping(token).body()).contains("token_revoked");
    assertThat(ping(token).headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("resource_metadata=");
  }

  @Test
  void aPurchaseEndsInATokenWhoseTierFollowsTheSubscription() throws Exception {
    Instant now = Instant.now();
    stripe.put(
        "/v1/checkout/sessions/cs_test_1",
        StripeJson.session("cs_test_1", "complete", "paid", "cus_1", "sub_1"));
    subscribed(now, "evt_1", "price_team");
    String page = welcome();
    String token = page.substring(page.indexOf("<pre id=\"token\">") + 16);
    token = token.substring(0, token.indexOf('<'));
    assertThat(account(token).body()).contains("\"tier\":\"team\"").contains("cus_1");
    assertThat(event(now.plusSeconds(5), "evt_2", "price_personal")).isEqualTo(200);
    assertThat(account(token).body()).contains("\"tier\":\"personal\"");
    assertThat(deleted(now.plusSeconds(9))).isEqualTo(200);
    assertThat(account(token).body()).contains("\"status\":\"inactive\"");
    application.close();
    String secret = token;
    assertThat(Folder.texts(folder))
        .isNotEmpty()
        .allSatisfy((file, text) -> assertThat(text.contains(secret)).as("%s", file).isFalse());
  }

  @Test
  void checkoutsAreFewPerAddress() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(checkout()).isEqualTo(303);
    }
    assertThat(checkout()).isEqualTo(429);
  }

  private int checkout() throws Exception {
    return send(HttpRequest.newBuilder(at("/billing/checkout"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("tier=team")))
        .statusCode();
  }

  private void subscribed(Instant at, String id, String price) throws Exception {
    assertThat(event(at, id, price)).isEqualTo(200);
  }

  private int event(Instant at, String id, String price) throws Exception {
    return signed(
        StripeJson.event(
            id,
            "customer.subscription.updated",
            at,
            StripeJson.subscription(
                "sub_1", "cus_1", "active", price, at.plus(Duration.ofDays(30)))));
  }

  private int deleted(Instant at) throws Exception {
    return signed(
        StripeJson.event(
            "evt_9",
            "customer.subscription.deleted",
            at,
            StripeJson.subscription("sub_1", "cus_1", "canceled", "price_team", at)));
  }

  private int signed(String body) throws Exception {
    long time = Instant.now().getEpochSecond();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signature = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
    return send(HttpRequest.newBuilder(at("/webhooks/stripe"))
            .header("Stripe-Signature", "t=" + time + ",v1=" + HexFormat.of().formatHex(signature))
            .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  private String welcome() throws Exception {
    return send(HttpRequest.newBuilder(at("/billing/welcome"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("session_id=cs_test_1")))
        .body();
  }

  private HttpResponse<String> account(String token) throws Exception {
    return send(HttpRequest.newBuilder(at("/account")).header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> ping(String token) throws Exception {
    return send(
        HttpRequest.newBuilder(at("/mcp"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")));
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }
}
