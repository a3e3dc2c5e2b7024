package ai.kamiyo.bootstrap.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Received;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code serve} ends when it is asked to. */
class ServeEndTest {
  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = Served.unlimited(folder);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void aCallInFlightIsAnsweredAndNobodyElseIsLetIn() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 23));
        Served served =
            Served.start(
                installation
                    .with("KAMIYO_API_URL", api.url())
                    .with("KAMIYO_API_KEY", "key-0f-the-stand-in")
                    .with("KAMIYO_FEEDS", "kamiyo"))) {
      served.awaitTotal(30);
      Session session = served.session();
      served.awaitHealthToBeAskedAnew();
      // Health is found out by asking the API, which takes its time.
      api.fail("/exploits", BadLine.slow(Duration.ofSeconds(3)));
      api.forget();
      CompletableFuture<Answer> call =
          CompletableFuture.supplyAsync(() -> session.tryCall("health_check", Map.of()));
      Patience.until(
          () -> api.requests("/exploits").stream().anyMatch(ServeEndTest::isProbe),
          () -> "the call to be in flight");
      served.terminate();
      Answer answer = call.orTimeout(60, TimeUnit.SECONDS).join().is(200);
      assertThat(answer.json().path("result").path("isError").asBoolean(false)).isFalse();
      served.awaitExit();
      assertThat(isServed(served)).isFalse();
      assertThat(served.words()).doesNotContain("\tat ");
    }
  }

  private static boolean isProbe(Received request) {
    return request.parameters().getOrDefault("page_size", "").equals("1");
  }

  private static boolean isServed(Served served) {
    try {
      return Web.get(served.uri("/health/live")).status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  void openStreamsDoNotHoldItUp() {
    try (Served served = Served.start(installation);
        SseStream stream = SseStream.open(served, "Authorization: Bearer " + served.token());
        SseStream other = SseStream.open(served);
        Raw idle = Raw.to(served)) {
      stream.endpoint();
      served.session().ping().is(200);
      long start = System.nanoTime();
      served.terminate();
      served.awaitExit();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
      Patience.until(
          () -> stream.hasEnded() && other.hasEnded() && idle.hasEnded(), () -> "closed streams");
      assertThat(served.words()).doesNotContain("\tat ");
    }
  }

  @Test
  void aClientThatHardlyReadsDoesNotHoldItUp() throws Exception {
    try (Served served = Served.start(installation);
        Socket slow = new Socket()) {
      String bearer = "Bearer " + served.token();
      served.session().search("Euler");
      slow.setReceiveBufferSize(2048);
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.port()));
      String head = "GET /sse HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + bearer + "\r\n\r\n";
      slow.getOutputStream().write(head.getBytes(US_ASCII));
      String heard = "";
      while (!heard.contains("sessionId=") || !heard.endsWith("\n")) {
        heard += (char) slow.getInputStream().read();
      }
      URI endpoint =
          served.uri(
              "/message?sessionId=" + heard.replaceAll("(?s).*sessionId=([0-9a-f-]+).*", "$1"));
      List<CompletableFuture<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String call =
            Session.request(
                i,
                "tools/call",
                Map.of("name", "search_exploits", "arguments", Map.of("limit", 50)));
        calls.add(
            CompletableFuture.supplyAsync(
                () -> Web.post(endpoint, call, "Authorization", bearer),
                runnable -> Thread.ofVirtual().start(runnable)));
      }
      Thread.sleep(5_000);
      assertThat(calls).as("it is full").anyMatch(call -> !call.isDone());
      // Each bit that is read makes the connection look alive.
      Thread.ofVirtual().start(() -> sip(slow));
      long start = System.nanoTime();
      served.terminate();
      served.awaitExit();
      // Calls have twelve seconds, streams three, connections three; its own would be thirty.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(22));
    }
  }

  private static void sip(Socket socket) {
    try {
      while (socket.getInputStream().read(new byte[1024]) >= 0) {
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException over) {
      // The server has ended, or the test.
    }
  }

  @Test
  void theTokenIsTheSameAfterARestart() {
    // The public URL, which is both by default, changes with the port that a test is given.
    Installation named =
        installation
            .with("MCP_JWT_ISSUER", "https://kamiyo.example")
            .with("MCP_JWT_AUDIENCE", "https://kamiyo.example");
    String token;
    try (Served served = Served.start(named)) {
      token = served.token();
      served.terminate();
      served.awaitExit();
    }
    try (Served served = Served.start(named)) {
      assertThat(served.token()).isEqualTo(token);
      // Sessions live in memory; a client is told to begin anew.
      Web.post(
              served.uri("/mcp"),
              Session.request(2, "ping", Map.of()),
              "Mcp-Session-Id",
              "of-the-server-before")
          .is(404);
    }
  }
}
