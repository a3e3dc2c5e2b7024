package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Json;
import ai.kamiyo.bootstrap.endtoend.Patience;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that surely runs, as the API it waits for hangs, is cancelled by its client. */
class CancelledCallTest {
  private static final String CALL =
      Session.request(41, "tools/call", Map.of("name", "health_check", "arguments", Map.of()));
  private static final String CANCEL =
      Json.write(
          Map.of(
              "jsonrpc",
              "2.0",
              "method",
              "notifications/cancelled",
              "params",
              Map.of("requestId", 41)));

  @TempDir Path folder;
  private Installation installation;
  private KamiyoStandIn api;
  private Served served;

  @BeforeEach
  void start() {
    installation = Served.unlimited(folder);
    api = KamiyoStandIn.of(Rows.made(30, 23));
    served =
        Served.start(
            installation
                .with("KAMIYO_API_URL", api.url())
                .with("KAMIYO_API_KEY", "key-0f-the-stand-in")
                .with("KAMIYO_FEEDS", "kamiyo"));
    served.awaitTotal(30);
    served.awaitHealthToBeAskedAnew();
    api.fail("/exploits", BadLine.never());
    api.forget();
  }

  @AfterEach
  void end() {
    installation.close();
    api.close();
  }

  private void awaitCall() {
    Patience.until(
        () ->
            api.requests("/exploits").stream()
                .anyMatch(one -> one.parameters().getOrDefault("page_size", "").equals("1")),
        () -> "the call to run");
  }

  @Test
  void overStreamableHttp() {
    Session session = served.session();
    CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> session.post(CALL));
    awaitCall();
    session.post(CANCEL).is(202);
    Answer ended = call.orTimeout(60, TimeUnit.SECONDS).join();
    assertThat(ended.body()).doesNotContain("\"result\"", "\"error\"");
    session.ping().is(200);
  }

  @Test
  void overSse() {
    try (SseStream stream = SseStream.open(served, "Authorization: Bearer " + served.token())) {
      URI message = served.uri(stream.endpoint());
      String[] token = {"Authorization", "Bearer " + served.token()};
      Web.post(message, Session.initialize(), token).is(200);
      CompletableFuture<Answer> call =
          CompletableFuture.supplyAsync(() -> Web.post(message, CALL, token));
      awaitCall();
      Web.post(message, CANCEL, token).is(202);
      call.orTimeout(60, TimeUnit.SECONDS).join().is(200);
      Web.post(message, Session.request(42, "ping", Map.of()), token).is(200);
      Patience.until(() -> stream.heard().contains("\"id\":42"), () -> "a later answer");
      assertThat(stream.heard()).doesNotContain("\"id\":41");
    }
  }
}
