package ai.kamiyo.adapters.mcp.protocol;

import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.wire.Json;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Frames results and errors as JSON-RPC. */
public final class Reply {
  private Reply() {}

  public static String result(RequestId id, ObjectNode result) {
    return Json.write(envelope(Optional.of(id)).set("result", result));
  }

  /** An error about the message of this id, or about one whose id could not be read. */
  public static String error(Optional<RequestId> id, Code code, String message) {
    ObjectNode envelope = envelope(id);
    envelope.putObject("error").put("code", code.number()).put("message", message);
    return Json.write(envelope);
  }

  /** The error of the message of this id. */
  public static String error(Optional<RequestId> id, ProtocolError error) {
    ObjectNode envelope = envelope(id);
    ObjectNode body = envelope.putObject("error").put("code", error.code().number());
    body.put("message", error.text());
    error.data().ifPresent(data -> body.set("data", data));
    return Json.write(envelope);
  }

  private static ObjectNode envelope(Optional<RequestId> id) {
    ObjectNode envelope = Json.object().put("jsonrpc", "2.0");
    return envelope.set(
        "id", id.map(RequestId::value).orElseGet(JsonNodeFactory.instance::nullNode));
  }
}
