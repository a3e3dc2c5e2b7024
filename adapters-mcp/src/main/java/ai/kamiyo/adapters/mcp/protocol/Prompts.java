package ai.kamiyo.adapters.mcp.protocol;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.adapters.mcp.catalog.PromptCatalog;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition;
import ai.kamiyo.adapters.mcp.catalog.Refusals;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.InvalidArgument;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gets prompts as the protocol asks for them. */
final class Prompts {
  private final PromptCatalog catalog;

  Prompts(PromptCatalog catalog) {
    this.catalog = catalog;
  }

  PromptCatalog catalog() {
    return catalog;
  }

  PromptDefinition named(JsonNode name) {
    if (!name.isString()) {
      throw ProtocolError.of(Code.INVALID_PARAMS, "name must be a string: the prompt");
    }
    return catalog
        .named(name.stringValue())
        .orElseThrow(() ->
            ProtocolError.of(
                Code.INVALID_PARAMS, "Unknown prompt: " + Arguments.shown(name.stringValue())));
  }

  /** The prompt's one message, made with these arguments. */
  ObjectNode get(ObjectNode params) {
    PromptDefinition prompt = named(params.path("name"));
    try {
      String text = prompt.text(values(params.path("arguments")));
      ObjectNode result = Json.object().put("description", prompt.description());
      ObjectNode message = result.putArray("messages").addObject().put("role", "user");
      message.putObject("content").put("type", "text").put("text", text);
      return result;
    } catch (InvalidArgument invalid) {
      JsonNode body = Json.parse(Refusals.invalid(invalid).json()).orElseGet(Json::object);
      ObjectNode error = (ObjectNode) body.path("error");
      throw ProtocolError.of(Code.INVALID_PARAMS, error.path("message").asString(), error);
    }
  }

  private static Map<String, String> values(JsonNode arguments) {
    if (arguments.isMissingNode() || arguments.isNull()) {
      return Map.of();
    }
    if (!arguments.isObject()) {
      throw ProtocolError.of(Code.INVALID_PARAMS, "arguments must be an object");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (var argument : arguments.properties()) {
      if (!argument.getValue().isNull()) {
        values.put(argument.getKey(), string(argument.getKey(), argument.getValue()));
      }
    }
    return values;
  }

  private static String string(String name, JsonNode value) {
    if (!value.isString()) {
      throw new InvalidArgument(Arguments.shown(name), "must be a string", "");
    }
    return value.stringValue();
  }
}
