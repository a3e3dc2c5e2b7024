package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.ProtocolError;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.protocol.RequestId;
import ai.kamiyo.adapters.mcp.wire.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request that is not carried out: an HTTP status, and a JSON-RPC error in our own words. */
public final class HttpRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Refused for a reason that JSON-RPC has no code for. */
  static final int SERVER_ERROR = -32000;

  /** Nobody knows who calls. */
  static final int UNAUTHENTICATED = -32001;

  private final int status;
  private final transient ObjectNode body;
  private final transient Map<String, String> headers;

  private HttpRefusal(int status, ObjectNode body, Map<String, String> headers) {
    super(body.at("/error/message").asString(""), null, false, false);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  static HttpRefusal of(int status, int code, String message) {
    return about(Optional.empty(), status, code, message);
  }

  static HttpRefusal about(Optional<RequestId> id, int status, int code, String message) {
    return new HttpRefusal(status, error(id, code, message), Map.of());
  }

  static HttpRefusal of(int status, ProtocolError error, Optional<RequestId> id) {
    HttpRefusal refusal =
        about(error.id().or(() -> id), status, error.code().number(), error.text());
    return error.data().map(refusal::with).orElse(refusal);
  }

  /** No more is begun here. */
  public static HttpRefusal closing() {
    return of(503, SERVER_ERROR, "The server is closing");
  }

  /** The request itself cannot be read. */
  public static HttpRefusal malformed(String message) {
    return of(400, Code.INVALID_REQUEST.number(), message);
  }

  /** The path is there, the method is not. */
  public static HttpRefusal notAllowed(String allowed) {
    return of(405, SERVER_ERROR, "Method not allowed here: use " + allowed).with("Allow", allowed);
  }

  /** The same refusal with one more header. */
  HttpRefusal with(String header, String value) {
    return new HttpRefusal(status, body, Map.of(header, value));
  }

  /** The same refusal with data that a program can act on. */
  HttpRefusal with(ObjectNode data) {
    ObjectNode more = body.deepCopy();
    ((ObjectNode) more.path("error")).set("data", data);
    return new HttpRefusal(status, more, headers);
  }

  private static ObjectNode error(Optional<RequestId> id, int code, String message) {
    ObjectNode envelope = Json.object().put("jsonrpc", "2.0");
    envelope.set("id", id.map(RequestId::value).orElseGet(JsonNodeFactory.instance::nullNode));
    envelope.putObject("error").put("code", code).put("message", message);
    return envelope;
  }

  /** Answers with this refusal, unless an answer is on its way already. */
  public void write(HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(status);
    headers.forEach(response::setHeader);
    json(response, Json.write(body));
  }

  static void json(HttpServletResponse response, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/json");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
