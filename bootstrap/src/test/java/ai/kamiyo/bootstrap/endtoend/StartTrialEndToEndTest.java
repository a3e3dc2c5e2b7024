package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.billing.StripeStandIn;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are right, and things they name that are not there. */
class StartTrialEndToEndTest {
  /** A port at which nobody listens. */
  private static final String NOBODY = "127.0.0.1:1";

  private static final String[] REASONS = {
    "DATABASE_URL: the database does not answer", "KAMIYO_API_URL: ", "MCP_JWT_PRIVATE_KEY_FILE "
  };

  @TempDir Path folder;
  private Installation installation;
  private Installation production;

  @BeforeEach
  void install() {
    installation = new Installation(folder);
    production =
        installation
            .with("ENVIRONMENT", "production")
            .with("MCP_JWT_SECRET", "a-secret-that-nobody-else-knows-0123456789")
            .with("MCP_JWT_ALGORITHM", "EdDSA")
            .with("MCP_JWT_PRIVATE_KEY_FILE", folder.resolve("none.pem").toString())
            .with("MCP_PUBLIC_URL", "https://mcp.example")
            .with("DATABASE_URL", "postgresql://kamiyo@" + NOBODY + "/kamiyo")
            .with("KAMIYO_API_URL", "http://" + NOBODY);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void stdioAnswersTheHandshakeAndThenEndsWithTheReasons() {
    try (Server server = production.server()) {
      assertThat(server.awaitExit()).isEqualTo(1);
      server.assertOnlyProtocol();
      assertThat(server.out()).isNotEmpty();
      assertThat(String.join("\n", server.err())).contains(REASONS);
    }
  }

  @Test
  void stdioGoesOnWhereNothingIsMissing(@TempDir Path other) {
    try (Production complete = new Production(other)) {
      Installation all = complete.installation;
      assertThat(all.run("migrate").exit()).isZero();
      String token =
          Json.read(
                  all.run("token", "issue", "--customer", "acme", "--tier", "team", "--json").out())
              .path("token")
              .asString();
      try (Server server = all.with("KAMIYO_TOKEN", token).server()) {
        Patience.until(
            () -> server.health().answer().at("/exploit_data/incidents").asInt(0) > 0,
            () -> "the incidents");
        assertThat(server.search(Map.of("limit", 1)).total()).isEqualTo(Production.INCIDENTS);
        Patience.until(() -> complete.stripe.asked().size() == 1, () -> "the trial to end");
        assertThat(server.search(Map.of("limit", 1)).total()).isEqualTo(Production.INCIDENTS);
        assertThat(server.finish()).isZero();
        assertThat(String.join("\n", server.err())).doesNotContain("ERROR", "REDIS_URL", "STRIPE_");
      }
    }
  }

  @Test
  void serveOpensNoPortAndGivesTheReasons() {
    Outcome serve = production.run("serve", "--port", "0", "--admin-port", "0");
    assertThat(serve.exit()).isEqualTo(1);
    assertThat(serve.err()).contains(REASONS);
    assertThat(serve.out()).doesNotContain("Serving");
  }

  @Test
  void doctorNamesThemAll() {
    Outcome doctor = production.run("doctor");
    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.out())
        .contains(REASONS)
        .containsPattern("(?m)^tokens +failed +MCP_JWT_PRIVATE_KEY_FILE cannot be read")
        .containsPattern("(?m)^stripe +note +not configured");
  }

  @Test
  void whatIsAwayInDevelopmentIsAWarning() {
    Installation selling =
        installation
            .with("REDIS_URL", "redis://" + NOBODY)
            .with("STRIPE_SECRET_KEY", "sk_test_made_for_tests")
            .with("STRIPE_API_BASE", "http://" + NOBODY);
    Outcome doctor = selling.run("doctor");
    assertThat(doctor.exit()).as(doctor.all()).isZero();
    assertThat(doctor.out())
        .containsPattern("(?m)^redis +warning ")
        .containsPattern("(?m)^stripe +warning +STRIPE_SECRET_KEY: Stripe at http://" + NOBODY)
        .doesNotContain("sk_test_made_for_tests");
    Server served = selling.start("serve", "--port", "0", "--admin-port", "0");
    Patience.until(
        () -> {
          String said = String.join("\n", served.err());
          return said.contains("REDIS_URL: redis://" + NOBODY + " does not answer")
              && said.contains("does not answer; purchases");
        },
        () -> "the warnings; it said " + served.err());
  }

  @Test
  void doctorSaysThatStripeIsThere() {
    try (StripeStandIn stripe = new StripeStandIn()) {
      Outcome doctor =
          installation
              .with("STRIPE_SECRET_KEY", "sk_test_made_for_tests")
              .with("STRIPE_API_BASE", stripe.address().toString())
              .run("doctor");
      assertThat(doctor.out()).containsPattern("(?m)^stripe +ok +connected; " + stripe.address());
      assertThat(stripe.asked()).hasSize(1);
    }
  }
}
