package ai.kamiyo.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.exploit.DataStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HealthCheckTest {
  private final World world = new World();
  private final Client client = new Client(world);

  @Test
  void tellsHowThingsStand() {
    JsonNode health = client.result("health_check", "{}").path("structuredContent");
    assertThat(health)
        .hasToString(
            "{\"status\":\"healthy\",\"server_name\":\"kamiyo-security\",\"version\":\"0.1.0\","
                + "\"environment\":\"development\",\"uptime_seconds\":0,"
                + "\"api_connection\":\"not_configured\",\"database\":\"connected\","
                + "\"redis\":\"not_configured\",\"exploit_data\":{\"incidents\":3000,"
                + "\"as_of\":\"2026-10-31\",\"stale\":false,\"feeds\":["
                + "{\"name\":\"bundled\",\"as_of\":\"2026-10-31\",\"incidents\":3600,"
                + "\"quarantined\":12,\"stale\":false},"
                + "{\"name\":\"defillama\",\"as_of\":\"2026-10-31\",\"incidents\":500,"
                + "\"quarantined\":0,\"fetched_at\":\"2026-11-23T12:00:00Z\",\"stale\":false}]},"
                + "\"timestamp\":\"2026-11-23T12:00:00Z\"}");
  }

  @Test
  void aFailingFeedIsNamed() {
    world.data = World.status(true);
    JsonNode health = client.result("health_check", "{}").path("structuredContent");
    assertThat(health.path("status").asString()).isEqualTo("degraded");
    assertThat(health.at("/exploit_data/feeds/1/last_error").asString()).isEqualTo("answered 500");
  }

  @Test
  void withoutDataItSaysUnhealthyToAnyone() {
    world.data = new DataStatus(Optional.empty(), List.of(), 0, false);
    world.entitlement = new Entitlement.Inactive();
    JsonNode health = client.result("health_check", "{}").path("structuredContent");
    assertThat(health.path("status").asString()).isEqualTo("unhealthy");
    assertThat(health.at("/exploit_data/as_of").isNull()).isTrue();
    assertThat(world.uses).isEmpty();
  }

  @Test
  void takesNoArguments() {
    JsonNode result = client.result("health_check", "{\"verbose\":true}");
    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(result.at("/content/0/text").asString()).contains("this tool takes none");
  }
}
