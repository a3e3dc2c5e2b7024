package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Json;
import ai.kamiyo.bootstrap.endtoend.Patience;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The SDK's own client finds the same server over stdio, Streamable HTTP and SSE. */
class ClientsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static Installation installation;
  private static Served served;
  private static final Map<Way, McpSyncClient> CLIENTS = new EnumMap<>(Way.class);

  @BeforeAll
  static void start() {
    installation = Served.unlimited(folder);
    served = Served.start(installation);
  }

  @AfterAll
  static void end() {
    CLIENTS.values().forEach(McpSyncClient::closeGracefully);
    CLIENTS.clear();
    installation.close();
    // The servers over stdio are the clients' and write until they have ended.
    Patience.until(
        () -> ProcessHandle.current().children().noneMatch(ClientsTest::isOurs),
        () -> "the end of all servers");
  }

  /** Other tests run beside this one, and have processes, too. */
  private static boolean isOurs(ProcessHandle process) {
    return process.isAlive()
        && process.info().commandLine().orElse("").contains(Way.mark(installation));
  }

  /** A client that the tests share, because over stdio each brings a server of its own. */
  private static McpSyncClient client(Way way) {
    return CLIENTS.computeIfAbsent(way, any -> any.client(installation, served));
  }

  private static CallToolRequest call(String tool, Map<String, Object> arguments) {
    return CallToolRequest.builder(tool).arguments(arguments).build();
  }

  private static CallToolRequest search(Map<String, Object> arguments) {
    return call("search_exploits", arguments);
  }

  private static JsonNode json(CallToolResult result) {
    assertThat(result.content()).hasSize(1);
    return Json.read(((TextContent) result.content().getFirst()).text());
  }

  /** What an answer that is none says. */
  private static JsonNode refusal(CallToolResult result) {
    assertThat(result.isError()).isTrue();
    return json(result).path("error");
  }

  @ParameterizedTest
  @EnumSource
  void shakesHands(Way way) {
    McpSyncClient client = client(way);
    assertThat(client.getServerInfo().name()).isEqualTo("kamiyo-security");
    assertThat(client.getServerInfo().version()).isNotBlank();
    assertThat(client.getServerCapabilities().tools()).isNotNull();
    client.ping();
  }

  @Test
  void listsTheSameToolsInTheSameOrderWhateverTheWay() {
    Map<Way, List<Tool>> lists = new EnumMap<>(Way.class);
    List.of(Way.values()).forEach(way -> lists.put(way, client(way).listTools().tools()));
    List<Tool> overStdio = lists.getOrDefault(Way.STDIO, List.of());
    assertThat(overStdio)
        .extracting(Tool::name)
        .contains("search_exploits", "health_check")
        .doesNotHaveDuplicates();
    assertThat(overStdio)
        .allSatisfy(tool -> {
          assertThat(tool.description()).isNotBlank();
          assertThat(tool.inputSchema()).containsEntry("type", "object");
          assertThat(tool.outputSchema()).containsEntry("type", "object");
          assertThat(tool.annotations().readOnlyHint()).isTrue();
        });
    assertThat(lists.get(Way.STREAMABLE_HTTP)).isEqualTo(overStdio);
    // The SDK's client over SSE speaks the first revision, which knows no more of a tool than this.
    assertThat(lists.getOrDefault(Way.SSE, List.of()).stream().map(ClientsTest::firstKnown))
        .isEqualTo(overStdio.stream().map(ClientsTest::firstKnown).toList());
  }

  private static List<Object> firstKnown(Tool tool) {
    return List.of(tool.name(), tool.description(), tool.inputSchema());
  }

  @ParameterizedTest
  @EnumSource
  void searches(Way way) {
    McpSyncClient client = client(way);
    CallToolResult result = client.callTool(search(Map.of("query", "Eular", "limit", 5)));
    assertThat(result.isError()).isNotEqualTo(true);
    JsonNode answer = json(result);
    assertThat(answer.path("exploits").path(0).path("id").asString())
        .isEqualTo("euler-finance-2023-03-13");
    if (way == Way.SSE) {
      // Unknown to the first revision, which the SDK's client speaks here.
      assertThat(result.structuredContent()).isNull();
    } else {
      assertThat(Json.read(Json.write(result.structuredContent()))).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @EnumSource
  void checksHealth(Way way) {
    McpSyncClient client = client(way);
    JsonNode health = json(client.callTool(call("health_check", Map.of())));
    assertThat(health.path("status").asString()).isEqualTo("healthy");
    assertThat(health.path("exploit_data").path("incidents").asInt()).isPositive();
    assertThat(health.path("database").asString()).isEqualTo("connected");
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedAWrongArgumentInWords(Way way) {
    McpSyncClient client = client(way);
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(Map.of("limit", -1), Map.of("severity", "high"))) {
      JsonNode error = refusal(client.callTool(search(wrong)));
      assertThat(error.path("code").asString()).isEqualTo("invalid_argument");
      assertThat(error.path("argument").asString()).isIn(wrong.keySet());
    }
    client.ping();
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedAnUnknownTool(Way way) {
    McpSyncClient client = client(way);
    assertThatThrownBy(() -> client.callTool(call("no_such_tool", Map.of())))
        .isInstanceOfSatisfying(
            McpError.class, error -> assertThat(error.getJsonRpcError().code()).isEqualTo(-32602));
    client.ping();
  }

  @ParameterizedTest
  @EnumSource
  void letsACallGoAndAsksOn(Way way) throws InterruptedException {
    McpSyncClient client = client(way);
    for (int i = 0; i < 20; i++) {
      Thread call =
          Thread.ofVirtual().start(() -> letGo(client, Map.of("query", "bridge", "limit", 50)));
      call.interrupt();
      call.join(DEADLINE);
      assertThat(call.isAlive()).isFalse();
    }
    JsonNode answer = json(client.callTool(search(Map.of("query", "Euler"))));
    assertThat(answer.path("exploits").path(0).path("id").asString()).startsWith("euler");
  }

  private static void letGo(McpSyncClient client, Map<String, Object> arguments) {
    try {
      client.callTool(search(arguments));
    } catch (RuntimeException ignored) {
      // Whether it was answered before it was let go is a matter of luck.
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoClientsAtOnceGetTheirOwnAnswers(Way way) throws Exception {
    Map<String, String> questions = Map.of("Euler", "euler-finance", "Ronin", "ronin");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> both =
          questions.entrySet().stream()
              .<Future<?>>map(question -> threads.submit(() -> askAgain(way, question)))
              .toList();
      for (Future<?> one : both) {
        one.get();
      }
    }
  }

  private static void askAgain(Way way, Map.Entry<String, String> question) {
    try (McpSyncClient client = way.client(installation, served)) {
      // On a busy machine the data may take longer to read than the first call is willing to wait.
      Patience.until(
          () -> !json(client.callTool(search(Map.of("limit", 1)))).has("error"),
          () -> "data over " + way);
      for (int limit = 1; limit <= 10; limit++) {
        JsonNode answer =
            json(client.callTool(search(Map.of("protocol", question.getKey(), "limit", limit))));
        assertThat(answer.path("filters").path("limit").asInt()).as("%s", answer).isEqualTo(limit);
        assertThat(answer.path("exploits").path(0).path("id").asString())
            .startsWith(question.getValue());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAMABLE_HTTP", "SSE"})
  void withoutATokenEverythingButPaidToolsIsAnswered(Way way) {
    McpSyncClient client = way.anonymous(installation, served);
    try {
      assertThat(client.listTools().tools()).extracting(Tool::name).contains("search_exploits");
      assertThat(json(client.callTool(call("health_check", Map.of()))).path("status").asString())
          .isEqualTo("healthy");
      assertThatThrownBy(() -> client.callTool(search(Map.of("query", "Euler"))))
          .isInstanceOf(RuntimeException.class);
      client.ping();
    } finally {
      client.close();
    }
  }
}
