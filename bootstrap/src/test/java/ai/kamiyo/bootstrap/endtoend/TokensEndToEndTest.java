package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.billing.StripeJson;
import ai.kamiyo.adapters.billing.StripeStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The operator's token tools and what stdio does with the tokens, each in a process of its own. */
class TokensEndToEndTest {
  /** A second or two, on a busy machine. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final Map<String, Object> WALLET =
      Map.of("wallet_address", "0x00000000219ab540356cBB839Cbe05303d7705Fa");

  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = new Installation(folder);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  private static JsonNode json(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return Json.read(outcome.out());
  }

  private JsonNode issue(String customer, String tier) {
    return json(
        installation.run(
            "token", "issue", "--customer", customer, "--tier", tier, "--days", "30", "--json"));
  }

  private static String code(Server server, String tool, Map<String, Object> arguments) {
    JsonNode result =
        server.exchange("tools/call", Map.of("name", tool, "arguments", arguments)).path("result");
    return Json.read(result.at("/content/0/text").asString()).at("/error/code").asString("none");
  }

  @Test
  void aTokenIsIssuedListedAndRevoked() {
    Instant before = Instant.now();
    JsonNode issued = issue("acme", "team");
    assertThat(Json.names(issued))
        .containsExactly("token", "jti", "customer", "tier", "expires_at");
    assertThat(Instant.parse(issued.path("expires_at").asString()))
        .isBetween(
            before.plus(Duration.ofDays(30)).minusSeconds(1),
            Instant.now().plus(Duration.ofDays(30)));
    String token = issued.path("token").asString();
    String jti = issued.path("jti").asString();

    JsonNode listed = json(installation.run("token", "list", "--json")).path("tokens");
    assertThat(listed.size()).isEqualTo(1);
    assertThat(listed.at("/0/jti").asString()).isEqualTo(jti);
    assertThat(listed.at("/0/tier").asString()).isEqualTo("team");
    String live = listed.at("/0/state").asString();
    assertThat(listed.toString()).doesNotContain(token);
    Outcome table = installation.run("token", "list");
    assertThat(table.out()).contains(jti, "acme", "team", live, "1 token").doesNotContain(token);

    assertThat(installation.run("token", "revoke", jti).out()).contains("revoked " + jti);
    assertThat(installation.run("token", "revoke", jti).out()).contains("was revoked before");
    Outcome unknown = installation.run("token", "revoke", "no-such-token");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("no-such-token");
    assertThat(json(installation.run("token", "list", "--json")).at("/tokens/0/state").asString())
        .isEqualTo("revoked")
        .isNotEqualTo(live);
  }

  @Test
  void stdioIsWhoItsTokenSaysUntilThatIsRevoked() {
    JsonNode issued = issue("acme", "personal");
    Installation holder = installation.with("KAMIYO_TOKEN", issued.path("token").asString());
    try (Server server = holder.server()) {
      JsonNode found = server.search(Map.of("limit", 1)).answer();
      assertThat(found.at("/tier/name").asString()).isEqualTo("personal");
      assertThat(code(server, "check_wallet_interactions", WALLET)).isEqualTo("tier_required");
      assertThat(server.exchange("tools/list", Map.of()).toString())
          .contains("search_exploits")
          .doesNotContain("check_wallet_interactions");
      JsonNode account =
          Json.read(
              server
                  .exchange("resources/read", Map.of("uri", "kamiyo://account"))
                  .at("/result/contents/0/text")
                  .asString());
      assertThat(account.path("customer").asString()).isEqualTo("acme");
      assertThat(account.path("tier").asString()).isEqualTo("personal");
      assertThat(account.at("/minute/used").asInt() + account.at("/day/used").asInt()).isPositive();

      // A second token raises the customer, and with it who holds the first one.
      String more = issue("acme", "enterprise").path("jti").asString();
      Patience.until(
          () -> code(server, "check_wallet_interactions", WALLET).equals("none"),
          () -> "the higher tier");
      assertThat(installation.run("token", "revoke", more).exit()).isZero();
      Patience.until(
          SOON,
          () -> code(server, "check_wallet_interactions", WALLET).equals("tier_required"),
          () -> "the lower tier");

      assertThat(installation.run("token", "revoke", issued.path("jti").asString()).exit())
          .isZero();
      Patience.until(
          SOON,
          () -> code(server, "search_exploits", Map.of("limit", 1)).equals("token_revoked"),
          () -> "the revocation");
      JsonNode refused = server.exchange("resources/read", Map.of("uri", "kamiyo://account"));
      assertThat(refused.at("/error/data/code").asString()).isEqualTo("token_revoked");
      server.health().answer();
      assertThat(server.finish()).isZero();
    }
  }

  @Test
  void aTokenOfAnotherServerIsRefusedAndSaysWhatIsMissing() {
    try (Server server = installation.with("KAMIYO_TOKEN", "of.another.server").server()) {
      JsonNode result =
          server
              .exchange("tools/call", Map.of("name", "search_exploits", "arguments", Map.of()))
              .path("result");
      assertThat(result.path("isError").asBoolean()).isTrue();
      assertThat(result.at("/content/0/text").asString())
          .contains("unauthenticated", "KAMIYO_MCP_URL");
    }
  }

  @Test
  void subscriptionsAreReadFromStripe() {
    Instant later = Instant.now().plus(Duration.ofDays(30));
    try (StripeStandIn stripe = new StripeStandIn()) {
      for (int i = 1; i <= 3; i++) {
        stripe.put(
            "/v1/subscriptions/sub_" + i,
            StripeJson.subscription("sub_" + i, "cus_" + i, "active", "price_team", later));
      }
      stripe.put(
          "/v1/subscriptions/sub_4",
          StripeJson.subscription("sub_4", "cus_4", "active", "price_of_something_else", later));
      Installation selling =
          installation
              .with("STRIPE_SECRET_KEY", "sk_test_made_for_tests")
              .with("STRIPE_API_BASE", stripe.address().toString())
              .with("STRIPE_PRICE_MCP_PERSONAL", "price_personal")
              .with("STRIPE_PRICE_MCP_TEAM", "price_team")
              .with("STRIPE_PRICE_MCP_ENTERPRISE", "price_enterprise");
      JsonNode dry = json(selling.run("subscriptions", "sync", "--dry-run", "--json"));
      assertThat(dry.path("new").asInt()).isEqualTo(3);
      JsonNode first = json(selling.run("subscriptions", "sync", "--json"));
      assertThat(first.path("read").asInt()).isEqualTo(4);
      assertThat(first.path("new").asInt()).as("a dry run changed nothing").isEqualTo(3);
      assertThat(first.path("foreign").asInt()).isEqualTo(1);

      stripe.put(
          "/v1/subscriptions/sub_2",
          StripeJson.subscription("sub_2", "cus_2", "active", "price_personal", later));
      JsonNode second = json(selling.run("subscriptions", "sync", "--json"));
      assertThat(second.path("changed").asInt()).isEqualTo(1);
      assertThat(second.path("same").asInt()).isEqualTo(2);

      stripe.down(true);
      Outcome away = selling.run("subscriptions", "sync");
      assertThat(away.exit()).isEqualTo(1);
      assertThat(away.err()).contains("Stripe answered 500").doesNotContain("sk_test_made");
    }
    Outcome nothing = installation.run("subscriptions", "sync");
    assertThat(nothing.exit()).isEqualTo(1);
    assertThat(nothing.err()).contains("STRIPE_SECRET_KEY");
  }
}
