package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.adapters.mcp.catalog.Schema;
import ai.kamiyo.adapters.mcp.catalog.ToolDefinition;
import ai.kamiyo.adapters.mcp.catalog.ToolHandler;
import ai.kamiyo.adapters.mcp.catalog.ToolResult;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.application.health.CheckHealth;
import ai.kamiyo.application.health.CheckHealth.Health;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.text.PlainText;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code health_check}: whether this server can answer, and how current its data are. */
public final class HealthCheckTool implements ToolHandler {
  private static final int MAX_ERROR = 300;

  private final CheckHealth health;
  private final Server server;

  public HealthCheckTool(CheckHealth health, Server server) {
    this.health = health;
    this.server = server;
  }

  /** How this server calls itself. */
  public record Server(String name, String version, String environment) {}

  public ToolDefinition definition() {
    return new ToolDefinition(
        Tool.HEALTH_CHECK.wireName(),
        "Server health",
        "Tells whether this server can answer, which of its parts fail, and up to which day its"
            + " exploit data are complete. Free, no arguments. Call it when another tool refuses or"
            + " its data look old.",
        Schema.shape().closed(),
        outputSchema(),
        false,
        Tool.HEALTH_CHECK.needs(),
        this);
  }

  private static ObjectNode outputSchema() {
    ObjectNode feed =
        Schema.shape()
            .maybe("name", Schema.text())
            .maybe("as_of", Schema.orNull(Schema.text()))
            .maybe("incidents", Schema.integer())
            .maybe("quarantined", Schema.integer())
            .maybe("fetched_at", Schema.text())
            .maybe("last_error", Schema.text())
            .maybe("stale", Schema.flag())
            .schema();
    ObjectNode data =
        Schema.shape()
            .always("incidents", Schema.integer())
            .always("as_of", Schema.orNull(Schema.text()))
            .always("stale", Schema.flag())
            .always("feeds", Schema.list(feed))
            .schema();
    return Schema.shape()
        .always("status", Schema.oneOf("healthy", "degraded", "unhealthy"))
        .always("server_name", Schema.text())
        .always("version", Schema.text())
        .always("environment", Schema.text())
        .always("uptime_seconds", Schema.integer())
        .always("api_connection", Schema.text())
        .always("database", Schema.text())
        .always("redis", Schema.text())
        .always("exploit_data", data)
        .always("timestamp", Schema.text())
        .schema();
  }

  @Override
  public Prepared read(Arguments none) {
    return caller -> ToolResult.answer(toJson(health.check()));
  }

  private ObjectNode toJson(Health found) {
    ObjectNode out =
        Json.object()
            .put("status", found.overall().name().toLowerCase(Locale.ROOT))
            .put("server_name", server.name())
            .put("version", server.version())
            .put("environment", server.environment())
            .put("uptime_seconds", found.uptime().toSeconds())
            .put("api_connection", found.api().label())
            .put("database", found.database().label())
            .put("redis", found.redis().label());
    out.set("exploit_data", toJson(found.data()));
    return out.put("timestamp", found.checkedAt().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static ObjectNode toJson(DataStatus data) {
    ObjectNode out =
        Json.object()
            .put("incidents", data.exploits())
            .put("as_of", data.asOf().map(Object::toString).orElse(null))
            .put("stale", data.stale());
    ArrayNode feeds = out.putArray("feeds");
    data.feeds().forEach(feed -> feeds.add(toJson(feed)));
    return out;
  }

  private static ObjectNode toJson(FeedStatus feed) {
    ObjectNode out =
        Json.object()
            .put("name", feed.name())
            .put("as_of", feed.asOf().map(Object::toString).orElse(null))
            .put("incidents", feed.reports())
            .put("quarantined", feed.quarantined());
    feed.fetchedAt()
        .ifPresent(at -> out.put("fetched_at", at.truncatedTo(ChronoUnit.SECONDS).toString()));
    feed.lastError().ifPresent(error -> out.put("last_error", PlainText.of(error, MAX_ERROR)));
    return out.put("stale", feed.stale());
  }
}
