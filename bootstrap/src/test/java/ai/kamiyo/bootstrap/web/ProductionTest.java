package ai.kamiyo.bootstrap.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Json;
import ai.kamiyo.bootstrap.endtoend.Outcome;
import ai.kamiyo.bootstrap.endtoend.Patience;
import ai.kamiyo.bootstrap.endtoend.Production;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code serve} in production, with everything it needs there. */
class ProductionTest {
  private static final Map<String, Object> WALLET =
      Map.of("wallet_address", "0x00000000219ab540356cBB839Cbe05303d7705Fa");

  @TempDir static Path folder;
  private static Production production;
  private static Served served;

  @BeforeAll
  static void start() {
    production = new Production(folder);
    served = Served.start(production.installation.with("LOG_LEVEL", "TRACE"));
  }

  /**
   * Even if everything is to be logged: the start has asked Stripe, PostgreSQL and Redis by now.
   */
  @Test
  void nothingSecretIsLogged() {
    Patience.until(() -> !production.stripe.asked().isEmpty(), () -> "a question to Stripe");
    assertThat(served.words())
        .doesNotContain(
            "sk_live_made_for_tests",
            "whsec_made_for_tests",
            "key-0f-the-stand-in",
            "a-secret-that-nobody-else-knows");
  }

  @AfterAll
  static void end() {
    production.close();
  }

  @Test
  void itStartsAndAnswersWhoHasAToken() {
    Outcome issued = served.run("token", "issue", "--customer", "acme", "--tier", "team", "--json");
    assertThat(issued.exit()).as(issued.err()).isZero();
    Session session = Session.open(served, Json.read(issued.out()).path("token").asString());

    JsonNode found = session.call("search_exploits", Map.of("limit", 1));

    assertThat(found.path("total_matching").asInt()).isEqualTo(Production.INCIDENTS);
    assertThat(found.at("/tier/name").asString()).isEqualTo("team");
    JsonNode health = session.call("health_check", Map.of());
    assertThat(health.path("environment").asString()).isEqualTo("production");
    assertThat(health.path("status").asString()).as("%s", health).isEqualTo("healthy");
    for (String part : List.of("database", "redis", "api_connection")) {
      assertThat(health.path(part).asString()).as("%s", health).isEqualTo("connected");
    }
    Patience.until(
        () ->
            production
                .postgres
                .ask("select outcome from mcp_usage.tool_call where customer = 'acme'")
                .contains("answered"),
        () -> "the row of the call");
    assertThat(served.words())
        .doesNotContain("Token of this development server", "STRIPE_", "REDIS_");
    Session.anonymous(served).tryCall("search_exploits", Map.of()).is(401);
  }

  @Test
  void doctorAgrees() {
    Outcome doctor = served.run("doctor");
    assertThat(doctor.exit()).as(doctor.all()).isZero();
    assertThat(doctor.out())
        .containsPattern("(?m)^database +ok ")
        .containsPattern("(?m)^redis +ok ")
        .containsPattern("(?m)^upstream +ok ")
        .containsPattern("(?m)^tokens +ok ")
        .containsPattern("(?m)^stripe +ok ")
        .contains("A start would succeed");
  }

  @Test
  void aDowngradeChangesTheVeryNextCall() throws IOException {
    Instant now = Instant.now();
    told(production.subscribed("evt_1", "price_team", now));
    String token =
        Json.read(
                Web.post(served.uri("/billing/welcome"), "{\"session_id\":\"cs_test_1\"}")
                    .is(200)
                    .body())
            .path("token")
            .asString();
    assertIsNowhereElse(token);
    Session session = Session.open(served, token);
    assertThat(tools(session)).contains("check_wallet_interactions");
    assertThat(session.call("check_wallet_interactions", WALLET).path("verdict").asString())
        .isNotBlank();
    assertThat(minute(session)).isEqualTo(100);

    told(production.subscribed("evt_2", "price_personal", now.plusSeconds(5)));

    JsonNode refused =
        session.tryCall("check_wallet_interactions", WALLET).is(200).json().path("result");
    assertThat(refused.path("isError").asBoolean()).isTrue();
    JsonNode error = Json.read(refused.at("/content/0/text").asString()).path("error");
    assertThat(error.path("code").asString()).isEqualTo("tier_required");
    assertThat(error.path("required_tier").asString()).isEqualTo("team");
    assertThat(error.path("current_tier").asString()).isEqualTo("personal");
    assertThat(error.path("upgrade_url").asString()).startsWith("https://");
    assertThat(tools(session))
        .contains("search_exploits", "assess_protocol_risk")
        .doesNotContain("check_wallet_interactions");
    assertThat(minute(session)).isEqualTo(3);
    assertThat(limitOfTheMinute(session)).isEqualTo(3);
  }

  /** Not in the database, in what the server said, or in a file that it wrote. */
  private static void assertIsNowhereElse(String token) throws IOException {
    List<String> tables =
        production.postgres.ask("select tablename from pg_tables where schemaname = 'mcp_usage'");
    assertThat(tables).contains("token", "claim", "subscription", "billing_event");
    for (String table : tables) {
      assertThat(production.postgres.ask("select t::text from mcp_usage.\"" + table + "\" t"))
          .as(table)
          .noneMatch(row -> row.contains(token));
    }
    assertThat(served.words()).doesNotContain(token);
    assertThat(String.join("\n", production.stripe.asked())).doesNotContain(token);
    try (Stream<Path> files = Files.walk(production.installation.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, ISO_8859_1)).as("%s", file).doesNotContain(token);
      }
    }
  }

  /** Calls until it is enough; a minute that ends meanwhile allows some more. */
  private static int limitOfTheMinute(Session session) {
    for (int i = 0; i < 8; i++) {
      JsonNode result =
          session.tryCall("search_exploits", Map.of("limit", 1)).is(200).json().path("result");
      JsonNode error = Json.read(result.at("/content/0/text").asString()).path("error");
      if (error.path("code").asString("").equals("rate_limited")) {
        assertThat(error.path("message").asString()).startsWith("Rate limit exceeded");
        assertThat(error.path("window").asString()).isEqualTo("minute");
        return error.path("limit").asInt();
      }
    }
    throw new AssertionError("eight calls in a minute of three");
  }

  private static int minute(Session session) {
    JsonNode answer =
        session.ask("resources/read", Map.of("uri", "kamiyo://account")).is(200).json();
    return Json.read(answer.at("/result/contents/0/text").asString()).at("/minute/limit").asInt();
  }

  private static List<String> tools(Session session) {
    JsonNode tools = session.ask("tools/list", Map.of()).is(200).json().at("/result/tools");
    List<String> names = new ArrayList<>();
    tools.forEach(tool -> names.add(tool.path("name").asString()));
    return names;
  }

  private static void told(String event) {
    Web.post(served.uri("/webhooks/stripe"), event, "Stripe-Signature", Production.signature(event))
        .is(200);
  }
}
