package ai.kamiyo.adapters.kamiyo.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A stand-in that is wrong would make the tests upon it wrong. */
class KamiyoStandInTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final KamiyoStandIn api = KamiyoStandIn.of(Rows.made(25, 1));

  @AfterEach
  void close() {
    api.close();
    client.shutdownNow();
  }

  @Test
  void pagesTileTheRows() throws Exception {
    JsonNode first = body("/exploits?page_size=10");
    JsonNode third = body("/exploits?page_size=10&page=3");
    assertThat(first.path("data")).hasSize(10);
    assertThat(first.path("total").asInt()).isEqualTo(25);
    assertThat(first.path("has_more").asBoolean()).isTrue();
    assertThat(first.path("data").path(0).path("id").asInt()).isEqualTo(1);
    assertThat(third.path("data")).hasSize(5);
    assertThat(third.path("has_more").asBoolean()).isFalse();
    assertThat(body("/exploits?page=9").path("data")).isEmpty();
  }

  @Test
  void aProtocolIsLookedForOnThePageOnlyAndTheTotalKnowsNoFilter() throws Exception {
    String last = body("/exploits").path("data").path(24).path("protocol").asString();
    JsonNode answer = body("/exploits?page_size=10&protocol=" + last.substring(2));
    assertThat(answer.path("data")).isEmpty();
    assertThat(answer.path("total").asInt()).isEqualTo(25);
    assertThat(answer.path("has_more").asBoolean()).isTrue();
    assertThat(body("/exploits?protocol=" + last).path("data")).hasSize(1);
  }

  @Test
  void aWrongQueryIsRefusedWithEverythingThatIsWrong() throws Exception {
    HttpResponse<String> answer = get("/exploits?page=0&page_size=501&min_amount=x", "Bearer k");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Reply.MAPPER.readTree(answer.body()).path("detail"))
        .hasSize(3)
        .allMatch(problem -> problem.path("loc").path(0).asString().equals("query"));
  }

  @Test
  void whoeverComesWithNothingIsAskedToPay() throws Exception {
    HttpResponse<String> answer = get("/exploits", null);
    assertThat(answer.statusCode()).isEqualTo(402);
    assertThat(Reply.MAPPER.readTree(answer.body()).path("payment_options")).isNotEmpty();
    assertThat(get("/health", null).statusCode()).isEqualTo(200);
    assertThat(api.authorizations()).isEmpty();
    api.withoutPaywall();
    assertThat(get("/exploits", null).statusCode()).isEqualTo(200);
  }

  @Test
  void rowsComeChangeAndGoNewestFirst() throws Exception {
    api.afterPage(1, () -> api.add(Rows.row(77, "Late", LocalDateTime.of(2025, 10, 1, 0, 0))));
    assertThat(body("/exploits").path("data")).hasSize(25);
    api.edit(2, row -> row.put("description", "edited"));
    api.delete(1);
    JsonNode rows = body("/exploits").path("data");
    assertThat(rows).hasSize(25);
    assertThat(rows.path(0).path("protocol").asString()).isEqualTo("Late");
    assertThat(rows.path(1).path("description").asString()).isEqualTo("edited");
  }

  @Test
  void itFailsAsItIsTold() throws Exception {
    api.fail("/exploits", Faults.tooManyRequests(7));
    assertThat(get("/exploits", "Bearer k").headers().firstValue("Retry-After")).contains("7");
    api.fail("/exploits", Faults.internalError());
    assertThat(get("/exploits", "Bearer k").statusCode()).isEqualTo(500);
    assertThat(get("/health", null).statusCode()).isEqualTo(200);
    for (Fault fault : List.of(BadLine.never(), BadLine.headersOnly())) {
      api.fail("/exploits", fault);
      assertThat(hangs("/exploits")).isTrue();
    }
    api.fail("/exploits", BadLine.brokenOff());
    assertThatThrownBy(() -> get("/exploits", "Bearer k"))
        .hasRootCauseInstanceOf(IOException.class);
    api.fail("/exploits", Faults.rows(row -> row.put("id", "x")));
    assertThat(body("/exploits").path("data"))
        .allMatch(row -> row.path("id").asString().equals("x"));
    api.mend();
    assertThat(body("/exploits").path("data")).hasSize(25);
  }

  @Test
  void itGoesDownAndComesUpWhereItWas() throws Exception {
    api.down();
    assertThatThrownBy(() -> get("/health", null)).hasCauseInstanceOf(ConnectException.class);
    api.up();
    assertThat(get("/health", null).statusCode()).isEqualTo(200);
  }

  @Test
  void itsCountsAreThoseOfItsRows() throws Exception {
    String now = LocalDateTime.now(ZoneOffset.UTC).minusDays(3).withNano(0).toString();
    assertThat(body("/stats?days=2").path("total_exploits").asInt()).isZero();
    api.edit(1, row -> row.put("timestamp", now));
    assertThat(body("/stats?days=4").path("total_exploits").asInt()).isEqualTo(1);
    int sum = 0;
    for (JsonNode chain : body("/chains").path("chains")) {
      sum += chain.path("exploit_count").asInt();
    }
    assertThat(sum).isEqualTo(25);
    assertThat(body("/health").has("database_exploits")).isFalse();
    api.olderHealth();
    assertThat(body("/health").path("database_exploits").asInt()).isEqualTo(25);
  }

  private JsonNode body(String path) throws Exception {
    HttpResponse<String> answer = get(path, "Bearer k");
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return Reply.MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> get(String path, @Nullable String authorization) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url() + path));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return client.sendAsync(request.build(), BodyHandlers.ofString()).get(5, TimeUnit.SECONDS);
  }

  /** Whether nothing has come after a while. */
  private boolean hangs(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.url() + path))
            .header("Authorization", "Bearer k")
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      answer.get(300, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      answer.cancel(true);
      return true;
    }
  }
}
