package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a client is told of the tools, and that answers keep to it. */
class ToolsEndToEndTest {
  @TempDir static Path folder;
  private static Installation installation;
  private static Server server;

  @BeforeAll
  static void start() {
    installation = new Installation(folder);
    server = installation.server();
  }

  @AfterAll
  static void end() {
    installation.close();
  }

  @Test
  void thereAreExactlyTheToolsOfThisVersion() {
    assertThat(tools().stream().map(tool -> tool.path("name").asString()))
        .containsExactlyInAnyOrder(
            "health_check", "search_exploits", "assess_protocol_risk", "check_wallet_interactions");
    assertThat(tools()).isEqualTo(tools());
  }

  @Test
  void schemasAreFlatObjects() {
    for (JsonNode tool : tools()) {
      for (String name : List.of("inputSchema", "outputSchema")) {
        JsonNode schema = tool.path(name);
        assertThat(schema.path("type").asString("")).as("%s %s", name, tool).isEqualTo("object");
        assertThat(Json.names(schema)).doesNotContain("oneOf", "anyOf", "allOf", "$ref");
        assertThat(schema.toString()).doesNotContain("$ref");
      }
      assertThat(tool.path("inputSchema").path("additionalProperties").asBoolean(true)).isFalse();
    }
    assertThat(Json.names(tool("health_check").path("inputSchema").path("properties"))).isEmpty();
    assertThat(Json.names(tool("search_exploits").path("inputSchema").path("properties")))
        .containsExactlyInAnyOrder(
            "query",
            "limit",
            "since",
            "until",
            "updated_since",
            "chain",
            "protocol",
            "min_loss_usd",
            "root_cause",
            "flag",
            "min_status",
            "sort",
            "group_by",
            "cursor",
            "response_format");
    assertThat(tool("search_exploits").path("inputSchema").path("required")).isEmpty();
  }

  @Test
  void everyToolSaysThatItOnlyReads() {
    for (JsonNode tool : tools()) {
      JsonNode hints = tool.path("annotations");
      assertThat(tool.path("title").asString("") + hints.path("title").asString("")).isNotBlank();
      assertThat(tool.path("description").asString("")).isNotBlank();
      assertThat(hints.path("readOnlyHint").asBoolean(false)).isTrue();
      assertThat(hints.path("destructiveHint").asBoolean(true)).isFalse();
      assertThat(hints.path("idempotentHint").asBoolean(false)).isTrue();
      assertThat(hints.path("openWorldHint").isBoolean()).isTrue();
    }
  }

  @Test
  void bothReadingsOfAnAnswerAreCompleteAndTheSame() {
    List<Result> results = new ArrayList<>();
    results.add(server.health());
    results.add(server.search(Map.of()));
    results.add(server.search(Map.of("query", "flash loan", "group_by", "chain")));
    results.add(server.search(Map.of("response_format", "detailed", "limit", 100)));
    results.add(server.search(Map.of("query", "qqzzxxy", "protocol", "nothing at all")));
    for (Result result : results) {
      assertThat(result.result().path("structuredContent"))
          .as(result.asked())
          .isEqualTo(result.answer());
      JsonNode schema = tool(result.asked().split(" ", 2)[0]).path("outputSchema");
      assertThat(Json.names(result.answer()))
          .as(result.asked())
          .containsAll(Json.strings(schema.path("required")))
          .isSubsetOf(Json.names(schema.path("properties")));
    }
    assertThat(results.getLast().total()).isZero();
    assertThat(results.getLast().exploits()).isEmpty();
  }

  @Test
  void everyIncidentHasThePromisedFields() {
    for (JsonNode exploit : server.search(Map.of("limit", 50)).exploits()) {
      assertThat(Json.names(exploit))
          .contains(
              "id",
              "date",
              "protocol",
              "chains",
              "loss_usd",
              "root_cause",
              "technique",
              "flags",
              "status",
              "sources",
              "first_seen",
              "updated_at")
          .doesNotContain("summary", "transactions", "addresses");
      assertThat(exploit.path("sources")).isNotEmpty();
    }
  }

  @Test
  void anUnknownToolIsAProtocolError() {
    JsonNode answer =
        server.exchange("tools/call", Map.of("name", "drop_tables", "arguments", Map.of()));
    assertThat(answer.path("error").path("code").asInt()).isEqualTo(-32602);
  }

  @Test
  void textBeyondAsciiPassesUnharmed() {
    assertThat(server.search(Map.of("protocol", "Ünïcøde 漢字 🦊")).filters().path("protocol"))
        .isEqualTo(Json.read("\"Ünïcøde 漢字 🦊\""));
  }

  private static List<JsonNode> tools() {
    List<JsonNode> tools = new ArrayList<>();
    server.exchange("tools/list", Map.of()).path("result").path("tools").forEach(tools::add);
    return tools;
  }

  private static JsonNode tool(String name) {
    return tools().stream()
        .filter(tool -> tool.path("name").asString().equals(name))
        .findAny()
        .orElseThrow();
  }
}
