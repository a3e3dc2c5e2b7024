package ai.kamiyo.adapters.mcp.protocol;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.adapters.mcp.catalog.RefusalCode;
import ai.kamiyo.adapters.mcp.catalog.ResourceCatalog;
import ai.kamiyo.adapters.mcp.catalog.ResourceCatalog.Located;
import ai.kamiyo.adapters.mcp.catalog.ResourceReading;
import ai.kamiyo.adapters.mcp.catalog.ToolResult;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads resources as the protocol asks for them. A resource has no way to say that it is an error:
 * what a tool would refuse with a result is a protocol error here, with the same body as its data.
 */
final class Resources {
  private final ResourceCatalog catalog;

  Resources(ResourceCatalog catalog) {
    this.catalog = catalog;
  }

  ResourceCatalog catalog() {
    return catalog;
  }

  /** The resource that is to be read. */
  Located located(ObjectNode params) {
    JsonNode uri = params.path("uri");
    if (!uri.isString()) {
      throw ProtocolError.of(Code.INVALID_PARAMS, "uri must be a string: the resource to read");
    }
    return catalog.at(uri.stringValue()).orElseThrow(() -> missing(uri.stringValue()));
  }

  /** What it says, as the protocol frames it; throws {@link ProtocolError}. */
  static ObjectNode read(Located resource, Caller caller) {
    return switch (resource.read(caller)) {
      case ResourceReading.Content(String text) -> contents(resource, text);
      case ResourceReading.Missing() -> throw missing(resource.uri());
      case ResourceReading.Refused(ToolResult refusal) -> throw refused(refusal);
    };
  }

  private static ObjectNode contents(Located resource, String text) {
    ObjectNode result = Json.object();
    result
        .putArray("contents")
        .addObject()
        .put("uri", resource.uri())
        .put("mimeType", resource.label().mimeType())
        .put("text", text);
    return result;
  }

  private static ProtocolError missing(String uri) {
    String shown = Arguments.shown(uri);
    return ProtocolError.of(
        Code.RESOURCE_NOT_FOUND, "Resource not found: " + shown, Json.object().put("uri", shown));
  }

  private static ProtocolError refused(ToolResult refusal) {
    JsonNode error = Json.parse(refusal.json()).orElseGet(Json::object).path("error");
    boolean ours = error.path("code").asString("").equals(RefusalCode.INTERNAL.wireName());
    return ProtocolError.of(
        ours ? Code.INTERNAL_ERROR : Code.REFUSED,
        error.path("message").asString("Refused"),
        error instanceof ObjectNode data ? data : Json.object());
  }
}
