package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.Tier;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One tool as every front shows it. All tools only read.
 *
 * @param needs the lowest tier that may call it; empty means anyone may
 * @param openWorld whether it tells of the world outside this server
 */
public record ToolDefinition(
    String name,
    String title,
    String description,
    ObjectNode inputSchema,
    ObjectNode outputSchema,
    boolean openWorld,
    Optional<Tier> needs,
    ToolHandler handler) {

  /** The same tool where it is switched off: whatever is asked of it is refused. */
  public ToolDefinition refusing(ToolResult refusal) {
    ToolHandler refuses = unread -> caller -> refusal;
    return new ToolDefinition(
        name, title, description, inputSchema, outputSchema, openWorld, needs, refuses);
  }

  /** What a client may assume of a call. */
  public ObjectNode annotations() {
    return Json.object()
        .put("readOnlyHint", true)
        .put("destructiveHint", false)
        .put("idempotentHint", true)
        .put("openWorldHint", openWorld);
  }
}
