package ai.kamiyo.adapters.mcp.protocol;

import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.wire.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One JSON-RPC message from a client. */
public sealed interface Message {
  /** A question that must be answered. */
  record Request(RequestId id, String method, ObjectNode params) implements Message {}

  /** A remark that must not be answered. */
  record Notification(String method, ObjectNode params) implements Message {}

  /** An answer, though this server asks nothing. */
  record Response() implements Message {}

  /** Reads one message; throws {@link ProtocolError}. */
  static Message parse(String text) {
    JsonNode node =
        Json.parse(text)
            .orElseThrow(
                () -> ProtocolError.of(Code.PARSE_ERROR, "Not one well-formed JSON message"));
    if (node.isArray()) {
      throw ProtocolError.of(Code.INVALID_REQUEST, "Batches are not supported: send one by one");
    }
    if (!(node instanceof ObjectNode message)) {
      throw ProtocolError.of(Code.INVALID_REQUEST, "A message is a JSON object");
    }
    return read(message);
  }

  private static Message read(ObjectNode message) {
    Optional<RequestId> id = message.optional("id").flatMap(RequestId::of);
    if (!message.path("jsonrpc").asString("").equals("2.0")) {
      throw ProtocolError.about(id, Code.INVALID_REQUEST, "jsonrpc must be \"2.0\"");
    }
    JsonNode method = message.path("method");
    if (method.isMissingNode() && (message.has("result") || message.has("error"))) {
      return new Response();
    }
    if (!method.isString()) {
      throw ProtocolError.about(id, Code.INVALID_REQUEST, "method must be a string");
    }
    if (!message.has("id")) {
      return new Notification(method.stringValue(), params(message).orElseGet(Json::object));
    }
    if (id.isEmpty()) {
      throw ProtocolError.of(Code.INVALID_REQUEST, "id must be a string or a whole number");
    }
    ObjectNode params =
        params(message)
            .orElseThrow(
                () -> ProtocolError.about(id, Code.INVALID_PARAMS, "params must be an object"));
    return new Request(id.get(), method.stringValue(), params);
  }

  /** The parameters, none counting as an empty object; empty if they are of another type. */
  private static Optional<ObjectNode> params(ObjectNode message) {
    JsonNode params = message.path("params");
    if (params.isMissingNode() || params.isNull()) {
      return Optional.of(Json.object());
    }
    return params instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }
}
