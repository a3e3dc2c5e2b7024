package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.adapters.mcp.wire.Json;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * What a tool call says, serialised once: the text block and the structured content carry the very
 * same JSON.
 *
 * @param json a JSON object
 * @param isError whether it is a refusal, which the output schema does not describe
 */
public record ToolResult(String json, boolean isError) {
  public static ToolResult answer(ObjectNode body) {
    return new ToolResult(Json.write(body), false);
  }

  /** How the call came out, in a word: {@code answered}, or the refusal's code. */
  public String outcome() {
    return isError
        ? Json.parse(json).map(body -> body.at("/error/code").asString("refused")).orElse("refused")
        : "answered";
  }

  /** The result as the protocol frames it; revisions before 2025-06-18 know only text. */
  public ObjectNode toWire(boolean structured) {
    ObjectNode result = Json.object();
    result.putArray("content").addObject().put("type", "text").put("text", json);
    if (structured && !isError) {
      result.putRawValue("structuredContent", new RawValue(json));
    }
    return result.put("isError", isError);
  }
}
