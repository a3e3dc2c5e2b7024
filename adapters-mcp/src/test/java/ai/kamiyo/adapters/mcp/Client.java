package ai.kamiyo.adapters.mcp;

import ai.kamiyo.adapters.mcp.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client that sends a script down the pipe at once and reads what comes back. */
public final class Client {
  private final McpAdapter adapter;

  public Client(McpAdapter adapter) {
    this.adapter = adapter;
  }

  public Client(World world) {
    this(world.adapter());
  }

  /** The answers to these lines, in the order in which they came. */
  public List<JsonNode> pipe(String... lines) {
    return pipe(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  public List<JsonNode> pipe(byte[] input) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      adapter.stdio(new ByteArrayInputStream(input), out).run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> Json.parse(line).orElseThrow())
        .toList();
  }

  public static String request(int id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
        .formatted(id, method, params);
  }

  public static String call(int id, String tool, String arguments) {
    return request(
        id, "tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
  }

  /** The result of one tool call. */
  public JsonNode result(String tool, String arguments) {
    return pipe(call(1, tool, arguments)).getFirst().path("result");
  }

  /** What the search answers, from its structured content. */
  public ObjectNode search(String arguments) {
    JsonNode result = result("search_exploits", arguments);
    if (result.path("isError").asBoolean()) {
      throw new AssertionError(result);
    }
    return (ObjectNode) result.path("structuredContent");
  }

  /** The error a search is refused with. */
  public JsonNode refusal(String arguments) {
    JsonNode result = result("search_exploits", arguments);
    if (!result.path("isError").asBoolean() || result.has("structuredContent")) {
      throw new AssertionError(result);
    }
    return Json.parse(result.at("/content/0/text").stringValue()).orElseThrow().path("error");
  }
}
