package ai.kamiyo.adapters.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.Client;
import ai.kamiyo.adapters.mcp.World;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Streamable HTTP: the same tools as over stdio, behind sessions that belong to somebody. */
class StreamableHttpTest {
  private static final String SESSION = "Mcp-Session-Id";
  private static final String CALLER = "X-Caller";

  private final World world = new World();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private Web web;

  @BeforeEach
  void open() throws Exception {
    web = new Web(world, false, (tool, outcome, took) -> calls.add(tool + " " + outcome));
  }

  @AfterEach
  void close() {
    web.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
  void theAnswersAreThoseOfStdio(String revision) throws Exception {
    String hello = Client.request(0, "initialize", Web.INITIALIZE.formatted(revision));
    String list = Client.request(1, "tools/list", "{}");
    String call = Client.call(2, "search_exploits", "{\"limit\":3,\"chain\":\"etherium\"}");
    List<JsonNode> piped = new Client(world).pipe(hello, list, call);
    assertThat(Web.message(web.post(hello))).isEqualTo(piped.get(0));
    String session = web.session(revision, CALLER, "alice");
    assertThat(Web.message(web.post(list, SESSION, session, CALLER, "alice")))
        .isEqualTo(piped.get(1));
    assertThat(Web.message(web.post(call, SESSION, session, CALLER, "alice")))
        .isEqualTo(piped.get(2));
    assertThat(world.uses).isEmpty();
    assertThat(calls).containsExactly("search_exploits invalid_argument");
  }

  @Test
  void theClientsNameIsRecordedWithTheCustomers() throws Exception {
    String session = web.session("2025-11-25");
    web.post(Client.call(1, "search_exploits", "{}"), SESSION, session, CALLER, "alice");
    assertThat(world.uses)
        .singleElement()
        .satisfies(use -> {
          assertThat(use.customer().value()).isEqualTo("alice");
          assertThat(use.client()).isEqualTo("probe");
        });
    assertThat(
            web.post(Client.request(2, "ping", "{}"), SESSION, session, CALLER, "bob").statusCode())
        .isEqualTo(404);
  }

  @Test
  void nobodyKnownGetsTheListsButNoData() throws Exception {
    String session = web.session("2025-11-25");
    HttpResponse<String> refused =
        web.post(Client.call(7, "search_exploits", "{}"), SESSION, session);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .contains(
            "Bearer resource_metadata="
                + "\"https://mcp.example/.well-known/oauth-protected-resource\"");
    assertThat(Web.message(refused).path("id").asInt()).isEqualTo(7);
    assertThat(web.post(Client.call(8, "health_check", "{}"), SESSION, session).statusCode())
        .isEqualTo(200);
    assertThat(world.uses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | 400 | -32700",
        "7 | 400 | -32600",
        "[] | 400 | -32600",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"} | 400 | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}} | 400 | -32602",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} | 400 | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"} | 400 | -32022",
      })
  void whatIsNoRequestOfALegacyClientIsRefused(String body, int status, int code) throws Exception {
    HttpResponse<String> response = web.post(body);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Web.message(response).at("/error/code").asInt()).isEqualTo(code);
  }

  @Test
  void deepNestingAndUnknownRevisionsAreRefused() throws Exception {
    assertThat(web.post("[".repeat(5_000)).statusCode()).isEqualTo(400);
    HttpResponse<String> modern =
        web.post(Client.request(1, "ping", "{}"), "MCP-Protocol-Version", "2026-07-28");
    assertThat(modern.statusCode()).isEqualTo(400);
    assertThat(Web.message(modern).at("/error/data/supported")).hasSize(4);
  }

  @Test
  void whatTheSdkCannotTakeIsRefusedInOurWords() throws Exception {
    String session = web.session("2025-11-25");
    HttpResponse<String> response =
        web.post(
            "{\"jsonrpc\":\"2.0\",\"id\":123456789012345678901234567890,\"method\":\"ping\"}",
            SESSION,
            session);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).doesNotContain("Exception", "stackTrace", "io.modelcontext");
  }

  @Test
  void aThrowingToolTellsNothingOfItself() throws Exception {
    world.search =
        query -> {
          throw new IllegalStateException("c4n4ry");
        };
    String session = web.session("2025-11-25", CALLER, "alice");
    HttpResponse<String> response =
        web.post(Client.call(1, "search_exploits", "{}"), SESSION, session, CALLER, "alice");
    assertThat(response.body()).contains("incident_id").doesNotContain("c4n4ry", "Exception");
    assertThat(calls).containsExactly("search_exploits internal");
  }

  @Test
  void aCancelledCallIsStoppedAndNotAnswered() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    world.search =
        query -> {
          try {
            started.countDown();
            Thread.sleep(60_000);
            throw new IllegalStateException("not cancelled");
          } catch (InterruptedException e) {
            stopped.countDown();
            throw new CancellationException();
          }
        };
    String session = web.session("2025-11-25", CALLER, "alice");
    CompletableFuture<HttpResponse<String>> call =
        web.sent(Client.call(5, "search_exploits", "{}"), SESSION, session, CALLER, "alice");
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    String cancel =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":5}}";
    assertThat(web.post(cancel, SESSION, session, CALLER, "alice").statusCode()).isEqualTo(202);
    assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(call.get(10, TimeUnit.SECONDS).body()).doesNotContain("data:");
    assertThat(calls).containsExactly("search_exploits cancelled");
  }

  @Test
  void aClientThatHangsUpStopsItsCall() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    world.search =
        query -> {
          try {
            started.countDown();
            Thread.sleep(60_000);
            throw new IllegalStateException("not cancelled");
          } catch (InterruptedException e) {
            stopped.countDown();
            throw new CancellationException();
          }
        };
    String session = web.session("2025-11-25", CALLER, "alice");
    CompletableFuture<HttpResponse<String>> call =
        web.sent(Client.call(5, "search_exploits", "{}"), SESSION, session, CALLER, "alice");
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    call.cancel(true);
    assertThat(stopped.await(15, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void sessionsEndWhenTheyAreDeleted() throws Exception {
    String session = web.session("2025-11-25", CALLER, "alice");
    assertThat(web.transports().sessions().getAsInt()).isEqualTo(1);
    var deleted =
        web.send(
            web.request(SESSION, session, CALLER, "alice").DELETE().build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(web.transports().sessions().getAsInt()).isZero();
    String ping = Client.request(2, "ping", "{}");
    assertThat(web.post(ping, SESSION, session, CALLER, "alice").statusCode()).isEqualTo(404);
  }

  @Test
  void withoutSessionsEveryRequestStandsAlone() throws Exception {
    try (Web stateless = new Web(world, true, (tool, outcome, took) -> {})) {
      HttpResponse<String> list = stateless.post(Client.request(1, "tools/list", "{}"));
      assertThat(Web.message(list).at("/result/tools").findValuesAsString("name"))
          .contains("search_exploits", "health_check");
      HttpResponse<String> found =
          stateless.post(Client.call(2, "search_exploits", "{}"), CALLER, "alice");
      assertThat(Web.message(found).at("/result/isError").asBoolean()).isFalse();
      HttpResponse<String> listening =
          stateless.send(stateless.request().GET().build(), HttpResponse.BodyHandlers.ofString());
      assertThat(listening.statusCode()).isEqualTo(405);
    }
  }
}
