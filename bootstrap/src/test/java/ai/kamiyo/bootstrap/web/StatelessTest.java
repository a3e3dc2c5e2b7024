package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** MCP_LEGACY_STATELESS: over Streamable HTTP every request stands alone, for any instance. */
class StatelessTest {
  @TempDir static Path folder;
  private static Installation installation;
  private static Served served;

  @BeforeAll
  static void start() {
    installation = Served.unlimited(folder);
    served = Served.start(installation.with("MCP_LEGACY_STATELESS", "true"));
  }

  @AfterAll
  static void end() {
    installation.close();
  }

  private static String search() {
    return Session.request(
        8, "tools/call", Map.of("name", "search_exploits", "arguments", Map.of("limit", 1)));
  }

  @Test
  void aHandshakeIsAnsweredAndOpensNoSession() {
    Answer answer = Web.post(served.uri("/mcp"), Session.initialize()).is(200);
    assertThat(answer.json().at("/result/protocolVersion").asString(""))
        .isEqualTo(Session.REVISION);
    assertThat(answer.header("Mcp-Session-Id")).isEmpty();
  }

  @Test
  void callsAreAnsweredWithoutOne() {
    JsonNode result =
        Web.post(served.uri("/mcp"), search(), "Authorization", "Bearer " + served.token())
            .is(200)
            .json()
            .path("result");
    assertThat(result.path("isError").asBoolean(false)).as("%s", result).isFalse();
    assertThat(
            Json.read(result.path("content").path(0).path("text").asString())
                .path("total_matching")
                .asInt())
        .isPositive();
    Web.post(served.uri("/mcp"), search()).is(401);
    Web.post(served.uri("/mcp"), search(), "Authorization", "Bearer nonsense").is(401);
  }

  @Test
  void anIdOfAnotherServersSessionDoesNoHarm() {
    Answer lists =
        Web.post(
                served.uri("/mcp"),
                Session.request(2, "tools/list", Map.of()),
                "Mcp-Session-Id",
                "of-another-server",
                "MCP-Protocol-Version",
                Session.REVISION)
            .is(200);
    assertThat(lists.json().at("/result/tools").size()).isGreaterThan(1);
    Web.post(served.uri("/mcp"), "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
        .is(202);
  }

  @Test
  void thereIsNothingToListenToAndNothingToEnd() {
    Web.get(served.uri("/mcp"), "Accept", "text/event-stream").is(405);
    Web.delete(served.uri("/mcp"), "Mcp-Session-Id", "any").is(405);
  }
}
