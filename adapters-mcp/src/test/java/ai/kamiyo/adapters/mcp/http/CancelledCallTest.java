package ai.kamiyo.adapters.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.Client;
import ai.kamiyo.adapters.mcp.World;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call that surely runs: cancelled by its client, or its client gone. */
class CancelledCallTest {
  private static final String SESSION = "Mcp-Session-Id";
  private static final String CALLER = "X-Caller";
  private static final String CALL = Client.call(5, "search_exploits", "{}");
  private static final String PING = Client.request(6, "ping", "{}");
  private static final String CANCEL =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":5}}";

  private final World world = new World();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch finish = new CountDownLatch(1);
  private Web web;

  @BeforeEach
  void open() throws Exception {
    world.search =
        query -> {
          started.countDown();
          try {
            if (!finish.await(60, TimeUnit.SECONDS)) {
              throw new IllegalStateException("neither finished nor cancelled");
            }
          } catch (InterruptedException e) {
            throw new CancellationException();
          }
          return world.page(query);
        };
    web =
        new Web(
            world,
            false,
            (tool, outcome, took) -> calls.add(tool + " " + outcome),
            new Room(100, Duration.ofMinutes(30), Duration.ofMillis(50)));
  }

  @AfterEach
  void close() {
    finish.countDown();
    web.close();
  }

  private void awaitCall(String outcome) {
    Line.await(() -> calls.contains("search_exploits " + outcome), outcome + " in " + calls);
  }

  private void awaitStart() throws InterruptedException {
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void overSseItIsStoppedAndNotAnswered() throws Exception {
    try (Line stream = Line.saying(web, "GET /sse", CALLER, "alice");
        Line call = Line.posting(web, stream.endpoint(), CALL, CALLER, "alice")) {
      awaitStart();
      try (Line cancel = Line.posting(web, stream.endpoint(), CANCEL, CALLER, "alice")) {
        Line.await(() -> cancel.heard().contains(" 202 "), "the cancel to be taken");
      }
      awaitCall("cancelled");
      Line.await(() -> call.heard().contains(" 200 "), "the end of the request");
      try (Line ping = Line.posting(web, stream.endpoint(), PING, CALLER, "alice")) {
        Line.await(() -> stream.heard().contains("\"id\":6"), "the stream to go on");
        assertThat(stream.heard()).doesNotContain("\"id\":5");
        assertThat(ping.heard()).doesNotContain(" 4", " 5");
      }
    }
  }

  @Test
  void overSseItIsStoppedWhenNobodyListensAnyMore() throws Exception {
    try (Line stream = Line.saying(web, "GET /sse", CALLER, "alice");
        Line call = Line.posting(web, stream.endpoint(), CALL, CALLER, "alice")) {
      awaitStart();
      stream.breakOff();
      awaitCall("cancelled");
      assertThat(call.heard()).doesNotContain(" 5");
    }
  }

  @Test
  void aSessionThatEndsTakesItsCallsWithIt() throws Exception {
    String session = web.session("2025-11-25", CALLER, "alice");
    try (Line call = Line.posting(web, "/mcp", CALL, CALLER, "alice", SESSION, session)) {
      awaitStart();
      var end = web.request(CALLER, "alice", SESSION, session).DELETE().build();
      assertThat(web.send(end, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      awaitCall("cancelled");
      assertThat(call.heard()).doesNotContain("\"id\":5");
    }
  }

  @Test
  void aClientThatBreaksOffKeepsItsSession() throws Exception {
    String session = web.session("2025-11-25", CALLER, "alice");
    try (Line call = Line.posting(web, "/mcp", CALL, CALLER, "alice", SESSION, session)) {
      awaitStart();
      call.breakOff();
    }
    Thread.sleep(200); // until the server's side knows, and before anybody tries whether it does
    finish.countDown();
    awaitCall("answered");
    Thread.sleep(200);
    assertThat(web.post(PING, SESSION, session, CALLER, "alice").statusCode()).isEqualTo(200);
  }
}
