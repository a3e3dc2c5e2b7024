package ai.kamiyo.adapters.billing;

import static ai.kamiyo.adapters.billing.BillingWorld.NOW;
import static ai.kamiyo.adapters.billing.StripeJson.session;
import static ai.kamiyo.adapters.billing.StripeJson.subscription;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.adapters.billing.token.HmacClaimCodes;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.AccessTokens;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.ClaimNotices.Notice;
import ai.kamiyo.domain.billing.SubscriptionId;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a new subscriber comes to a token, and how its holder goes on. */
class WelcomeTest {
  private static final String WELCOME = "/billing/welcome?session_id=cs_test_1";
  private static final String FORM = "session_id=cs_test_1";
  private static final String HTML = "text/html";
  private static final String JSON = "application/json";
  private static final String FORM_TYPE = "application/x-www-form-urlencoded";
  private static final Pattern TOKEN = Pattern.compile("<pre id=\"token\">([^<]+)</pre>");

  private final BillingWorld world = new BillingWorld();

  @BeforeEach
  void bought() {
    world.stripe.put(
        "/v1/checkout/sessions/cs_test_1",
        session("cs_test_1", "complete", "paid", "cus_1", "sub_1"));
    world.stripe.put(
        "/v1/subscriptions/sub_1",
        subscription("sub_1", "cus_1", "active", "price_team", NOW.plus(Duration.ofDays(30))));
    world.stripe.put("/v1/customers/cus_1", StripeJson.customer("cus_1", "alice@example.com"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void lookingMakesNoToken() {
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> page = world.get(i % 2, WELCOME);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("<form method=\"post\"").contains("cs_test_1");
    }
    assertThat(world.tokens.newest(10)).isEmpty();
    assertThat(world.subscriptions.find(subscriptionId())).isEmpty();
  }

  @Test
  void theButtonShowsTheTokenOnceWithEveryClientsConfiguration() {
    HttpResponse<String> page = world.form(0, "/billing/welcome", FORM, HTML);
    assertThat(page.statusCode()).isEqualTo(200);
    String token = token(page.body());
    assertThat(page.body())
        .contains("claude mcp add --transport http kamiyo https://mcp.example/mcp")
        .contains("mcpServers")
        .contains("data-copy=\"token\"")
        .contains("data-copy=\"cursor\"")
        .contains("data-copy=\"vscode\"")
        .doesNotContain("KAMIYO_MCP_URL");
    assertThat(world.adapter.accessTokens().verify(new AccessToken(token)))
        .isInstanceOf(AccessTokens.Genuine.class);
    assertThat(world.tier("cus_1")).contains(Tier.TEAM);
    // Told once for the subscription, once for its token.
    assertThat(world.invalidations.published())
        .containsExactly(new CustomerId("cus_1"), new CustomerId("cus_1"));
    assertThat(world.get("/account", token).body())
        .contains("\"tier\":\"team\"")
        .contains("\"customer\":\"cus_1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void nothingOfItIsKeptOrLed(String method) {
    HttpResponse<String> page =
        method.equals("GET")
            ? world.get(0, WELCOME)
            : world.form(0, "/billing/welcome", FORM, HTML);
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .contains("form-action 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("https://cdn").doesNotContain("<img");
  }

  @Test
  void twoInstancesPressedAtOnceLeaveOneGoodToken() throws Exception {
    List<Callable<String>> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      int instance = i % 2;
      all.add(() -> token(world.form(instance, "/billing/welcome", FORM, HTML).body()));
      all.add(() -> world.get(instance, WELCOME).body());
    }
    ExecutorService executor = Executors.newFixedThreadPool(16);
    try {
      for (Future<String> one : executor.invokeAll(all)) {
        assertThat(one.get()).isNotEmpty();
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(world.tokens.newest(100).stream().filter(token -> token.revokedAt().isEmpty()))
        .hasSize(1);
  }

  @Test
  void pressingAgainReplacesTheTokenForADay() {
    String first = json(world.form(0, "/billing/welcome", FORM, JSON)).get("token").getAsString();
    world.clock.set(NOW.plusSeconds(3600));
    String second = json(world.form(1, "/billing/welcome", FORM, JSON)).get("token").getAsString();
    assertThat(world.get("/account", first).statusCode()).isEqualTo(401);
    assertThat(world.get("/account", first).body()).contains("token_revoked");
    assertThat(world.get("/account", second).statusCode()).isEqualTo(200);
    world.clock.set(NOW.plus(Claim.REPLACEABLE));
    HttpResponse<String> late = world.form(0, "/billing/welcome", FORM, HTML);
    assertThat(late.statusCode()).isEqualTo(410);
    assertThat(late.body()).contains("https://kamiyo.example/help");
    assertThat(world.get(0, WELCOME).statusCode()).isEqualTo(410);
    assertThat(world.get("/account", second).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNotPaidOrNotKnownGetsNone() {
    world.stripe.put(
        "/v1/checkout/sessions/cs_open", session("cs_open", "open", "unpaid", "cus_2", "sub_2"));
    assertThat(world.form(0, "/billing/welcome", "session_id=cs_open", JSON).statusCode())
        .isEqualTo(402);
    assertThat(world.form(0, "/billing/welcome", "session_id=cs_none", JSON).statusCode())
        .isEqualTo(404);
    assertThat(world.form(0, "/billing/welcome", "", JSON).statusCode()).isEqualTo(404);
    assertThat(world.form(0, "/billing/welcome", "claim=guessed", JSON).statusCode())
        .isEqualTo(404);
    assertThat(
            world
                .form(0, "/billing/welcome", "session_id=..%2F..%2Fv1%2Fcustomers%2Fcus_1", JSON)
                .statusCode())
        .isEqualTo(404);
    assertThat(world.tokens.newest(10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/billing/welcome", "/billing/checkout"})
  void whatCannotBeReadIsTheSendersFault(String path) {
    for (String broken : List.of("session_id=%zz", "tier=%", "%=x", "a&b&session_id=%e")) {
      HttpResponse<String> answer = world.form(0, path, broken, JSON);
      assertThat(answer.statusCode()).as(broken).isEqualTo(400);
      assertThat(answer.body()).contains("invalid_argument").doesNotContain("Exception");
    }
    for (String json : List.of("{", "[]", "\"x\"", "[".repeat(100_000), "{\"a\":\"\\u\"}")) {
      assertThat(raw(path, JSON, BodyPublishers.ofString(json)).statusCode())
          .as(json.substring(0, 1))
          .isEqualTo(400);
    }
    assertThat(world.tokens.newest(10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {FORM_TYPE, JSON})
  void whatIsTooLargeIsSaid(String type) {
    byte[] large = "session_id=cs_test_1&x=".concat("x".repeat(1 << 20)).getBytes(UTF_8);
    assertThat(raw("/billing/welcome", type, BodyPublishers.ofByteArray(large)).statusCode())
        .isEqualTo(413);
    // The same without its length told before.
    assertThat(
            raw(
                    "/billing/welcome",
                    type,
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .statusCode())
        .isEqualTo(413);
    assertThat(world.tokens.newest(10)).isEmpty();
  }

  @Test
  void aFormOfManyFieldsIsReadAllTheSame() {
    String many = "a=b&".repeat(50_000) + FORM;
    assertThat(json(world.form(0, "/billing/welcome", many, JSON)).get("token")).isNotNull();
  }

  private HttpResponse<String> raw(String path, String type, BodyPublisher body) {
    return world.send(
        HttpRequest.newBuilder(world.at(0, path))
            .header("Content-Type", type)
            .header("Accept", JSON)
            .POST(body)
            .build());
  }

  @Test
  void whatIsShownOfASessionIsEscaped() {
    HttpResponse<String> page =
        world.get(0, "/billing/welcome?session_id=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    assertThat(page.body()).doesNotContain("<script>alert");
  }

  @Test
  void stripeAwayIsSaidAndNoTokenMade() {
    world.stripe.down(true);
    assertThat(world.form(0, "/billing/welcome", FORM, HTML).statusCode()).isEqualTo(503);
    assertThat(world.tokens.newest(10)).isEmpty();
  }

  @Test
  void theRawTokenIsNowhereElse() {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler = new Remembering(logged);
    Logger.getLogger("").addHandler(handler);
    try {
      String token = token(world.form(0, "/billing/welcome", FORM, HTML).body());
      assertThat(world.get(0, WELCOME).body()).doesNotContain(token);
      for (IssuedToken kept : world.tokens.newest(10)) {
        assertThat(kept.toString()).doesNotContain(token);
      }
      assertThat(world.subscriptions.of(subscriptionId()).toString()).doesNotContain(token);
      world.databaseAway(true);
      world.form(0, "/billing/welcome", FORM, HTML);
      assertThat(String.join("\n", logged)).doesNotContain(token);
      assertThat(String.join("\n", world.stripe.asked())).doesNotContain(token);
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }
  }

  @Test
  void aClaimIsToldSignedAndItsLinkWorks() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int[] status = {500};
    receiver.createContext(
        "/claims",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(exchange.getRequestHeaders().getFirst("Kamiyo-Signature"));
          received.add(body);
          exchange.sendResponseHeaders(status[0], -1);
          exchange.close();
        });
    receiver.start();
    try {
      world.event(
          StripeJson.event(
              "evt_1",
              "customer.subscription.created",
              NOW,
              subscription("sub_1", "cus_1", "active", "price_team", NOW.plusSeconds(99))));
      URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/claims");
      var teller = world.teller(world.adapter(Optional.of(url)).claimNotices().orElseThrow());
      assertThatThrownBy(teller::tell).hasMessageContaining("500");
      status[0] = 204;
      world.clock.set(NOW.plusSeconds(60));
      assertThat(teller.tell()).isEqualTo(1);
      assertThat(teller.tell()).isZero();
      assertThat(received).hasSize(4);
      assertThat(received.get(1)).isEqualTo(received.get(3));
      assertThat(
              Webhook.Signature.verifyHeader(
                  received.get(3),
                  received.get(2),
                  BillingWorld.NOTIFY_SECRET,
                  300,
                  Clock.fixed(NOW, ZoneOffset.UTC)))
          .isTrue();
      JsonObject told = JsonParser.parseString(received.get(3)).getAsJsonObject();
      assertThat(told.get("customer").getAsString()).isEqualTo("cus_1");
      assertThat(told.get("email").getAsString()).isEqualTo("alice@example.com");
      URI link = URI.create(told.get("claim_url").getAsString());
      assertThat(link.toString()).startsWith("https://mcp.example/billing/welcome?claim=");
      assertThat(world.get(0, link.getPath() + "?" + link.getQuery()).body())
          .contains("<form method=\"post\"");
      assertThat(
              json(world.form(1, "/billing/welcome", link.getQuery(), JSON))
                  .get("tier")
                  .getAsString())
          .isEqualTo("team");
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void aLinkIsGoodForOneTokenOnly() {
    buy("sub_1", "cus_1");
    String code = world.adapter.claimCodes().of(claimOf("sub_1").id());
    String link = "claim=" + code;
    assertThat(world.get(0, "/billing/welcome?" + link).body()).contains("This link makes one");
    assertThat(world.form(0, "/billing/welcome", link, JSON).statusCode()).isEqualTo(200);
    assertThat(world.form(1, "/billing/welcome", link, JSON).statusCode()).isEqualTo(410);
    assertThat(world.get(0, "/billing/welcome?" + link).statusCode()).isEqualTo(410);
    assertThat(world.form(0, "/billing/welcome", FORM, JSON).statusCode()).isEqualTo(200);
  }

  @Test
  void whatHasEndedMakesNoToken() {
    buy("sub_1", "cus_1");
    world.event(StripeJson.event("evt_gone", "customer.deleted", NOW, "{\"id\":\"cus_1\"}"));
    assertThat(world.get(0, WELCOME).statusCode()).isEqualTo(410);
    assertThat(world.form(0, "/billing/welcome", FORM, JSON).statusCode()).isEqualTo(410);
    assertThat(world.tokens.newest(10)).isEmpty();
  }

  @Test
  void rotatingAndPressingAgainLeavesOneGoodToken() {
    String first = json(world.form(0, "/billing/welcome", FORM, JSON)).get("token").getAsString();
    String rotated = json(world.post("/billing/token", first)).get("token").getAsString();
    String again = json(world.form(0, "/billing/welcome", FORM, JSON)).get("token").getAsString();
    assertThat(world.get("/account", rotated).statusCode()).isEqualTo(401);
    assertThat(world.get("/account", again).statusCode()).isEqualTo(200);
  }

  @Test
  void aClaimThatIsNotTakenKeepsNoOtherBack() {
    buy("sub_1", "cus_1");
    buy("sub_2", "cus_2");
    List<String> told = new ArrayList<>();
    var teller =
        world.teller(notice -> {
          if (notice.customer().value().equals("cus_1")) {
            throw new IllegalStateException("the mailbox is full");
          }
          told.add(notice.customer().value());
        });
    assertThatThrownBy(teller::tell).hasMessageContaining("full");
    assertThat(told).containsExactly("cus_2");
  }

  @Test
  void aLinkMadeWithTheSecretBeforeStillWorks() {
    buy("sub_1", "cus_1");
    byte[] next = "another secret of 32 bytes, for tests too".getBytes(UTF_8);
    List<String> codes = new ArrayList<>();
    var lost = new HmacClaimCodes(() -> next, Optional.empty());
    assertThatThrownBy(world.teller(lost, notice -> codes.add(notice.code()))::tell)
        .hasMessageContaining("MCP_JWT_SECRET_PREVIOUS");
    assertThat(codes).isEmpty();
    world.clock.set(NOW.plusSeconds(60));
    var rotated = new HmacClaimCodes(() -> next, Optional.of(BillingWorld.SECRET));
    assertThat(world.teller(rotated, notice -> codes.add(notice.code())).tell()).isEqualTo(1);
    assertThat(world.get(0, "/billing/welcome?claim=" + codes.getFirst()).statusCode())
        .isEqualTo(200);
  }

  private void buy(String subscription, String customer) {
    world.event(
        StripeJson.event(
            "evt_" + subscription,
            "customer.subscription.created",
            NOW,
            subscription(subscription, customer, "active", "price_team", NOW.plusSeconds(99))));
  }

  private Claim claimOf(String subscription) {
    return world.subscriptions.of(new SubscriptionId(subscription)).orElseThrow();
  }

  @Test
  void aNoticeDoesNotPrintItsCode() {
    Notice notice = new Notice(new CustomerId("cus_1"), Optional.empty(), "secret code");
    assertThat(notice.toString()).doesNotContain("secret code");
  }

  @Test
  void aTokenIsRotatedOnce() {
    String first = world.issue("acme", Tier.TEAM).token().reveal();
    HttpResponse<String> rotated = world.post("/billing/token", first);
    assertThat(rotated.statusCode()).isEqualTo(200);
    assertThat(rotated.headers().firstValue("Cache-Control")).contains("no-store");
    String second = json(rotated).get("token").getAsString();
    assertThat(world.get("/account", second).body()).contains("\"tier\":\"team\"");
    assertThat(world.post("/billing/token", first).statusCode()).isEqualTo(401);
    assertThat(world.tier("acme")).contains(Tier.TEAM);
  }

  @Test
  void theAccountIsForWhoHasAToken() {
    HttpResponse<String> without = world.get(0, "/account");
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.headers().firstValue("WWW-Authenticate"))
        .contains(
            "Bearer resource_metadata="
                + "\"https://mcp.example/.well-known/oauth-protected-resource\"");
    assertThat(world.get("/account", "forged").statusCode()).isEqualTo(401);
    assertThat(world.post("/billing/token", "forged").statusCode()).isEqualTo(401);
    assertThat(world.post("/billing/portal", "forged").statusCode()).isEqualTo(401);
  }

  @Test
  void checkoutLeadsToStripe() {
    HttpResponse<String> browser = world.form(0, "/billing/checkout", "tier=team", HTML);
    assertThat(browser.statusCode()).isEqualTo(303);
    assertThat(browser.headers().firstValue("Location"))
        .contains("https://checkout.stripe.example/c/pay/cs_test_new");
    assertThat(world.form(0, "/billing/checkout", "tier=team", JSON).body())
        .contains("\"url\":\"https://checkout.stripe.example");
    assertThat(world.stripe.asked().getFirst())
        .contains("POST /v1/checkout/sessions")
        .contains("line_items%5B0%5D%5Bprice%5D=price_team")
        .contains("mode=subscription")
        .contains("session_id%3D%7BCHECKOUT_SESSION_ID%7D");
    assertThat(world.form(0, "/billing/checkout", "tier=god", JSON).statusCode()).isEqualTo(400);
    assertThat(world.form(0, "/billing/checkout", "", JSON).statusCode()).isEqualTo(400);
  }

  @Test
  void thePortalIsForWhoBought() {
    String buyer = world.issue("cus_1", Tier.TEAM).token().reveal();
    assertThat(world.post("/billing/portal", buyer).body())
        .contains("https://billing.stripe.example/p/session/1");
    String other = world.issue("acme", Tier.TEAM).token().reveal();
    assertThat(world.post("/billing/portal", other).statusCode()).isEqualTo(404);
  }

  @Test
  void keysArePublished() {
    HttpResponse<String> keys = world.get(0, "/.well-known/jwks.json");
    assertThat(keys.statusCode()).isEqualTo(200);
    assertThat(keys.body()).isEqualTo("{\"keys\":[]}");
  }

  private static SubscriptionId subscriptionId() {
    return new SubscriptionId("sub_1");
  }

  private static String token(String page) {
    Matcher token = TOKEN.matcher(page);
    assertThat(token.find()).as(page).isTrue();
    return token.group(1);
  }

  private static JsonObject json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  /** Keeps what is logged. */
  private static final class Remembering extends Handler {
    private final List<String> logged;

    Remembering(List<String> logged) {
      this.logged = logged;
    }

    @Override
    public void publish(LogRecord entry) {
      logged.add(entry.getMessage() + " " + entry.getThrown());
    }

    @Override
    public void flush() {
      // kept as it is
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
