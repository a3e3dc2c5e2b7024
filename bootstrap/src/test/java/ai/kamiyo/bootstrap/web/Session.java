package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** A session over Streamable HTTP, spelled out request by request. */
final class Session {
  static final String REVISION = "2025-11-25";

  private final Served served;
  private final List<String> credentials;
  private final String id;
  private final AtomicLong ids = new AtomicLong(100);

  private Session(Served served, List<String> credentials, String id) {
    this.served = served;
    this.credentials = credentials;
    this.id = id;
  }

  static Session open(Served served, String token) {
    return open(served, List.of("Authorization", "Bearer " + token));
  }

  static Session anonymous(Served served) {
    return open(served, List.of());
  }

  private static Session open(Served served, List<String> credentials) {
    Answer answer =
        Web.post(served.uri("/mcp"), initialize(), credentials.toArray(String[]::new)).is(200);
    assertThat(answer.json().path("result").path("protocolVersion").asString(""))
        .isEqualTo(REVISION);
    String id =
        answer.header("Mcp-Session-Id").orElseThrow(() -> new AssertionError("none: " + answer));
    Session session = new Session(served, credentials, id);
    session.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}").is(202);
    return session;
  }

  /** The same session in the hands of a caller without a token. */
  Session withoutToken() {
    return new Session(served, List.of(), id);
  }

  /** The same session in the hands of a caller with this token. */
  Session withToken(String token) {
    return new Session(served, List.of("Authorization", "Bearer " + token), id);
  }

  String id() {
    return id;
  }

  static String initialize() {
    return request(
        1,
        "initialize",
        Map.of(
            "protocolVersion",
            REVISION,
            "capabilities",
            Map.of(),
            "clientInfo",
            Map.of("name", "stranger", "version", "1.0")));
  }

  static String request(long id, String method, Object params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    return Json.write(message);
  }

  /** Posts a body as it is. */
  Answer post(String body, String... more) {
    return Web.post(served.uri("/mcp"), body, headers(more));
  }

  Answer post(byte[] body, String... more) {
    return Web.post(served.uri("/mcp"), body, headers(more));
  }

  Answer delete(String... more) {
    return Web.delete(served.uri("/mcp"), headers(more));
  }

  Answer ask(String method, Object params) {
    return post(request(ids.incrementAndGet(), method, params));
  }

  Answer ping() {
    return ask("ping", Map.of());
  }

  /** The whole answer to a call, whatever it is. */
  Answer tryCall(String tool, Map<String, ?> arguments) {
    return ask("tools/call", Map.of("name", tool, "arguments", arguments));
  }

  /** The JSON of a call's answer, which must be one. */
  JsonNode call(String tool, Map<String, ?> arguments) {
    JsonNode result = tryCall(tool, arguments).is(200).json().path("result");
    assertThat(result.path("isError").asBoolean(false)).as("%s", result).isFalse();
    return Json.read(result.path("content").path(0).path("text").asString());
  }

  JsonNode search(String query) {
    return call("search_exploits", Map.of("query", query, "limit", 3));
  }

  String[] headers(String... more) {
    List<String> headers = new ArrayList<>(credentials);
    headers.addAll(List.of("Mcp-Session-Id", id));
    if (!List.of(more).contains("MCP-Protocol-Version")) {
      headers.addAll(List.of("MCP-Protocol-Version", REVISION));
    }
    headers.addAll(List.of(more));
    return headers.toArray(String[]::new);
  }
}
