package ai.kamiyo.adapters.mcp.protocol;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.adapters.mcp.catalog.Catalog;
import ai.kamiyo.adapters.mcp.catalog.Completer;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition;
import ai.kamiyo.adapters.mcp.catalog.ResourceTemplate;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.text.Suggestions;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Suggests values for the arguments of prompts and templates as the protocol asks for them. */
final class Completions {
  private static final int MAX_VALUES = 100;

  private final Catalog catalog;
  private final Prompts prompts;

  Completions(Catalog catalog, Prompts prompts) {
    this.catalog = catalog;
    this.prompts = prompts;
  }

  /** What will answer; the argument it is asked about exists. */
  Handling.Work complete(ObjectNode params) {
    JsonNode argument = params.path("argument");
    JsonNode name = argument.path("name");
    JsonNode value = argument.path("value");
    if (!name.isString() || !value.isString()) {
      throw ProtocolError.of(
          Code.INVALID_PARAMS, "argument must be an object with the strings name and value");
    }
    Completer completer =
        own(params.path("ref"), name.stringValue())
            .or(() -> catalog.vocabulary().of(name.stringValue()))
            .orElseThrow(() ->
                ProtocolError.of(
                    Code.INVALID_PARAMS,
                    "Unknown argument: " + Arguments.shown(name.stringValue())));
    return () -> framed(completer.suggest(value.stringValue()));
  }

  /** The completer of an argument that what is referred to really has. */
  private Optional<Completer> own(JsonNode ref, String argument) {
    return switch (ref.path("type").asString("")) {
      case "ref/prompt" ->
          prompts
              .named(ref.path("name"))
              .argument(argument)
              .map(PromptDefinition.Argument::completer);
      case "ref/resource" ->
          Optional.of(template(ref.path("uri")))
              .filter(template -> template.variable().equals(argument))
              .map(ResourceTemplate::completer);
      default ->
          throw ProtocolError.of(
              Code.INVALID_PARAMS, "ref must have the type ref/prompt or ref/resource");
    };
  }

  private ResourceTemplate template(JsonNode uri) {
    if (!uri.isString()) {
      throw ProtocolError.of(Code.INVALID_PARAMS, "ref must have a uri: the template");
    }
    return catalog
        .resources()
        .template(uri.stringValue())
        .orElseThrow(() ->
            ProtocolError.of(
                Code.INVALID_PARAMS,
                "Unknown resource template: " + Arguments.shown(uri.stringValue())));
  }

  private static ObjectNode framed(Suggestions suggestions) {
    ObjectNode result = Json.object();
    ObjectNode completion = result.putObject("completion");
    ArrayNode values = completion.putArray("values");
    suggestions.values().stream().limit(MAX_VALUES).forEach(values::add);
    completion.put("total", suggestions.total());
    completion.put("hasMore", suggestions.total() > values.size());
    return result;
  }
}
