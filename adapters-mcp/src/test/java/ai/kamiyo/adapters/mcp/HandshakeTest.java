package ai.kamiyo.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.ToolUse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The legacy protocol: handshake, lists, and what is refused. */
class HandshakeTest {
  private final World world = new World();
  private final Client client = new Client(world);

  private static String initialize(String version) {
    return Client.request(
        1,
        "initialize",
        "{\"protocolVersion\":\"%s\",\"capabilities\":{},\"clientInfo\":{\"name\":\"%s\"}}"
            .formatted(version, "probe\\u202E " + "x".repeat(200)));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-05, 2024-11-05",
    "2025-03-26, 2025-03-26",
    "2025-06-18, 2025-06-18",
    "2025-11-25, 2025-11-25",
    "2026-07-28, 2025-11-25",
    "1999-01-01, 2025-11-25",
    "'', 2025-11-25",
  })
  void aKnownRevisionIsEchoedAnyOtherGetsOurNewest(String asked, String answered) {
    JsonNode result = client.pipe(initialize(asked)).getFirst().path("result");
    assertThat(result.path("protocolVersion").asString()).isEqualTo(answered);
    assertThat(result.path("capabilities").propertyNames())
        .containsExactlyElementsOf(
            answered.equals("2024-11-05")
                ? List.of("tools", "resources", "prompts")
                : List.of("tools", "resources", "prompts", "completions"));
    assertThat(result.path("instructions").asString()).contains("not proof of safety");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-05, 'name,version', 'name,description,inputSchema', false",
    "2025-03-26, 'name,version', 'name,description,inputSchema,annotations', false",
    "2025-06-18, 'name,title,version',"
        + " 'name,title,description,inputSchema,outputSchema,annotations', true",
    "2025-11-25, 'name,title,version,description',"
        + " 'name,title,description,inputSchema,outputSchema,annotations', true",
  })
  void eachRevisionHearsOnlyItsOwnWords(
      String version, String server, String tool, boolean structured) {
    List<JsonNode> answers =
        client.pipe(
            initialize(version),
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
            Client.request(2, "tools/list", "{}"),
            Client.call(3, "health_check", "{}"));
    assertThat(answers).hasSize(3);
    assertThat(String.join(",", answers.get(0).at("/result/serverInfo").propertyNames()))
        .isEqualTo(server);
    assertThat(String.join(",", answers.get(1).at("/result/tools/0").propertyNames()))
        .isEqualTo(tool);
    assertThat(answers.get(2).path("result").has("structuredContent")).isEqualTo(structured);
  }

  @Test
  void theToolsComeInOneOrder() {
    JsonNode tools =
        client.pipe(Client.request(1, "tools/list", "{}")).getFirst().at("/result/tools");
    assertThat(tools.valueStream().map(tool -> tool.path("name").asString()))
        .containsExactly(
            "search_exploits", "assess_protocol_risk", "check_wallet_interactions", "health_check");
    assertThat(tools.get(0).path("annotations"))
        .hasToString(
            "{\"readOnlyHint\":true,\"destructiveHint\":false,\"idempotentHint\":true,"
                + "\"openWorldHint\":true}");
  }

  @Test
  void aOneShotPipeNeedsNoHandshake() {
    assertThat(client.pipe(Client.call(1, "search_exploits", "{}")).getFirst().has("result"))
        .isTrue();
  }

  @Test
  void theClientsNameIsRecordedShortAndClean() {
    client.pipe(initialize("2025-11-25"), Client.call(2, "search_exploits", "{}"));
    assertThat(world.uses)
        .extracting(ToolUse::client)
        .singleElement()
        .satisfies(name -> assertThat(name).startsWith("probe xxx").hasSize(100).endsWith("…"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server/discover | {} | -32601",
        "resources/subscribe | {\"uri\":\"kamiyo://chains\"} | -32601",
        "logging/setLevel | {\"level\":\"debug\"} | -32601",
        "Tools/List | {} | -32601",
        "notifications/initialized | {} | -32601",
        "initialize | {} | -32602",
        "initialize | {\"protocolVersion\":20251125} | -32602",
        "tools/list | {\"cursor\":\"page-2\"} | -32602",
        "tools/list | [] | -32602",
        "tools/call | {} | -32602",
        "tools/call | {\"name\":7} | -32602",
        "tools/call | {\"name\":\"get_weather\"} | -32602",
        "tools/call | {\"name\":\"health_check\",\"arguments\":[]} | -32602",
        "tools/call | {\"name\":\"health_check\",\"arguments\":\"{}\"} | -32602",
      })
  void whatCannotBeDoneIsAProtocolError(String method, String params, int code) {
    JsonNode answer = client.pipe(Client.request(7, method, params)).getFirst();
    assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
    assertThat(answer.path("id").asInt()).isEqualTo(7);
    assertThat(answer.has("result")).isFalse();
  }

  @Test
  void aModernProbeFallsBack() {
    List<JsonNode> answers =
        client.pipe(
            Client.request(
                0,
                "server/discover",
                "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}"),
            initialize("2025-11-25"));
    assertThat(answers.get(0).at("/error/code").asInt()).isEqualTo(-32601);
    assertThat(answers.get(1).at("/result/protocolVersion").asString()).isEqualTo("2025-11-25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"cursor\":null}", "null"})
  void absentAndNullAreTheSame(String params) {
    assertThat(client.pipe(Client.request(1, "tools/list", params)).getFirst().has("result"))
        .isTrue();
  }

  @Test
  void pingIsAnswered() {
    assertThat(client.pipe(Client.request(1, "ping", "{}")).getFirst())
        .hasToString("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
  }
}
