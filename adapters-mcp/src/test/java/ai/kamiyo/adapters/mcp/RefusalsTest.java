package ai.kamiyo.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimiter.Window;
import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.exploit.NoData;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a caller is told when its call is not carried out. */
class RefusalsTest {
  private final World world = new World();
  private final Client client = new Client(world);

  @Test
  void theSubscriptionIsOver() {
    world.entitlement = new Entitlement.Inactive();
    assertThat(client.refusal("{}"))
        .hasToString(
            "{\"code\":\"subscription_inactive\",\"status\":401,"
                + "\"message\":\"No live subscription: it has ended, or there never was one.\","
                + "\"hint\":\"The customer can renew at upgrade_url or ask at support_url.\","
                + "\"upgrade_url\":\"https://kamiyo.example/pricing\","
                + "\"support_url\":\"https://kamiyo.example/support\"}");
  }

  @Test
  void theWindowIsUsedUp() {
    world.decision =
        new RateLimiter.Exhausted(
            Window.MINUTE, 30, Duration.ofMillis(12_001), Instant.parse("2026-11-23T12:01:00Z"));
    assertThat(client.refusal("{}"))
        .hasToString(
            "{\"code\":\"rate_limited\",\"status\":429,"
                + "\"message\":\"Rate limit exceeded: 30 calls per minute.\","
                + "\"hint\":\"Wait 13 seconds, then call again.\","
                + "\"limit\":30,\"window\":\"minute\",\"retry_after_seconds\":13,"
                + "\"reset_at\":\"2026-11-23T12:01:00Z\"}");
  }

  @Test
  void thereAreNoData() {
    world.search =
        query -> {
          throw new NoData("No feed has delivered anything; set KAMIYO_FEEDS.");
        };
    JsonNode error = client.refusal("{}");
    assertThat(error.path("code").asString()).isEqualTo("upstream_unavailable");
    assertThat(error.path("status").asInt()).isEqualTo(503);
    assertThat(error.path("message").asString()).contains("KAMIYO_FEEDS");
    assertThat(error.path("still_works")).hasToString("[\"health_check\"]");
  }

  @Test
  void aFailureIsAnIncidentWithoutItsText() {
    world.search =
        query -> {
          throw new IllegalStateException("password=secret", new Error("stack"));
        };
    JsonNode error = client.refusal("{}");
    assertThat(error.path("code").asString()).isEqualTo("internal");
    assertThat(error.path("status").asInt()).isEqualTo(500);
    assertThat(error.path("incident_id").asString()).matches("[0-9a-f]{12}");
    assertThat(error.toString()).doesNotContain("secret").doesNotContain("IllegalState");
    assertThat(world.uses).extracting(ToolUse::outcome).containsExactly(ToolUse.Outcome.FAILED);
  }

  @Test
  void anErrorIsAnIncidentToo() {
    world.search =
        query -> {
          throw new StackOverflowError();
        };
    assertThat(client.refusal("{}").path("code").asString()).isEqualTo("internal");
  }

  @Test
  void theCallerIsNotBlamedForWhatFailsBehindTheGate() {
    world.search =
        query -> {
          throw new InvalidArgument("id", "must look like protocol-name-YYYY-MM-DD", "");
        };
    assertThat(client.refusal("{}").path("code").asString()).isEqualTo("internal");
  }
}
