package ai.kamiyo.bootstrap.several;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.persistence.redis.Redis;
import ai.kamiyo.bootstrap.endtoend.Folder;
import ai.kamiyo.bootstrap.endtoend.Patience;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two servers behind one name, so to speak, that share a Redis. */
@NullUnmarked
@ResourceLock("logging")
class SharedSessionsTest {
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final String PING = message("ping", "{}");

  // The index may still be being kept when a short test is over.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Redis redis = Redis.open();
  private Instance here;
  private Instance there;
  private String alice;
  private String bob;

  @BeforeEach
  void start() {
    here = Instance.start(folder, Optional.of(redis.address()));
    there = Instance.start(folder, Optional.of(redis.address()));
    alice = here.issue("alice").token().reveal();
    bob = here.issue("bob").token().reveal();
    for (Instance each : List.of(here, there)) {
      Patience.until(() -> each.application().health().canAnswer(), () -> "data that were loaded");
    }
    Patience.until(
        () -> status(there, opened(here, alice), alice, PING) == 200, () -> "both to share Redis");
  }

  @AfterEach
  void end() {
    client.shutdownNow();
    here.close();
    there.close();
    redis.close();
    Folder.delete(folder);
  }

  @Test
  void aSessionIsGoodAtEitherAndOnlyForItsOwner() {
    String session = opened(here, alice);
    HttpResponse<String> list = post(there, session, alice, message("tools/list", "{}"));
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body()).contains("search_exploits").contains("assess_protocol_risk");
    HttpResponse<String> call =
        post(
            there,
            session,
            alice,
            message("tools/call", "{\"name\":\"search_exploits\",\"arguments\":{\"limit\":2}}"));
    assertThat(call.statusCode()).isEqualTo(200);
    assertThat(call.body()).contains("total_matching").doesNotContain("\"isError\":true");
    assertThat(status(there, session, bob, PING)).isEqualTo(404);
    assertThat(status(there, session, "", PING)).isEqualTo(404);
    assertThat(status(here, session, alice, PING)).isEqualTo(200);
  }

  @Test
  void nobodysGoesToTheFirstCustomerThatUsesItAnywhere() {
    String session = opened(here, "");
    assertThat(status(there, session, "", PING)).isEqualTo(200);
    assertThat(status(here, session, alice, PING)).isEqualTo(200);
    assertThat(status(there, session, bob, PING)).isEqualTo(404);
    assertThat(status(there, session, "", PING)).isEqualTo(404);
    assertThat(status(there, session, alice, PING)).isEqualTo(200);
  }

  @Test
  void whatIsEndedAtOneIsOverAtTheOtherWithinASecond() {
    // A busy machine may delay one of them.
    Patience.until(
        () -> untilEnded().compareTo(ONE_SECOND) < 0, () -> "a session's end within a second");
  }

  /** How long one is good at the other that was ended here. */
  private Duration untilEnded() {
    String session = opened(here, alice);
    assertThat(status(there, session, alice, PING)).isEqualTo(200);
    HttpRequest delete =
        request(here, session, alice).method("DELETE", BodyPublishers.noBody()).build();
    assertThat(send(delete).statusCode()).isEqualTo(200);
    long begin = System.nanoTime();
    Patience.until(
        Duration.ofSeconds(10),
        () -> status(there, session, alice, PING) == 404,
        () -> "the session's end");
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(status(here, session, alice, PING)).isEqualTo(404);
    return took;
  }

  @Test
  void whileRedisIsAwayEachGoesOnWithItsOwn() {
    String opened = opened(here, alice);
    String nobodys = opened(here, "");
    redis.kill();
    for (int i = 0; i < 5; i++) {
      assertThat(status(here, opened, alice, PING)).isEqualTo(200);
      assertThat(status(there, opened, alice, PING)).isEqualTo(404);
      assertThat(status(here, nobodys, "", PING)).isEqualTo(200);
    }
    assertThat(status(here, nobodys, bob, PING)).isEqualTo(200);
    assertThat(status(here, nobodys, alice, PING)).isEqualTo(404);
    String during = opened(here, alice);
    assertThat(status(here, during, alice, PING)).isEqualTo(200);
    // Whoever tries ids is not what Redis is waited for.
    long begin = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      assertThat(status(there, UUID.randomUUID().toString(), alice, PING)).isEqualTo(404);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    redis.restart();
    Patience.until(
        () -> status(there, opened(here, alice), alice, PING) == 200, () -> "both to share again");
    assertThat(status(here, opened, alice, PING)).isEqualTo(200);
    assertThat(status(here, during, alice, PING)).isEqualTo(200);
  }

  private static String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
        .formatted(method, params);
  }

  private String opened(Instance instance, String token) {
    HttpResponse<String> answer =
        post(
            instance,
            "",
            token,
            message(
                "initialize",
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                    + "\"clientInfo\":{\"name\":\"probe\",\"version\":\"1\"}}"));
    return answer
        .headers()
        .firstValue("Mcp-Session-Id")
        .orElseThrow(() -> new AssertionError(answer.statusCode() + answer.body()));
  }

  private int status(Instance instance, String session, String token, String body) {
    return post(instance, session, token, body).statusCode();
  }

  private HttpResponse<String> post(Instance instance, String session, String token, String body) {
    return send(request(instance, session, token).POST(BodyPublishers.ofString(body)).build());
  }

  private static HttpRequest.Builder request(Instance instance, String session, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(instance.at("/mcp"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream");
    for (List<String> header :
        List.of(List.of("Mcp-Session-Id", session), List.of("Authorization", bearer(token)))) {
      if (!header.getLast().isEmpty()) {
        request.header(header.getFirst(), header.getLast());
      }
    }
    return request;
  }

  private static String bearer(String token) {
    return token.isEmpty() ? "" : "Bearer " + token;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
