package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.adapters.mcp.wire.Json;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people and models are told of a resource or of a family of them.
 *
 * @param name for programs
 * @param priority how much it matters, from 0 to 1
 * @param counted whether reading it is a call of {@code search_exploits}: tier, limit and usage row
 */
public record Label(
    String name,
    String title,
    String description,
    String mimeType,
    BigDecimal priority,
    boolean counted) {

  /** For whom it is, and how much it matters. */
  public ObjectNode annotations() {
    ObjectNode annotations = Json.object();
    annotations.putArray("audience").add("user").add("assistant");
    return annotations.put("priority", priority);
  }
}
