package ai.kamiyo.adapters.kamiyo.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stand-in answers conditional requests, drifts, and knows who pays. */
class DefiLlamaStandInTest {
  private static final Map<String, Object> HACK =
      Map.of("date", 1_711_065_600, "name", "Somebody", "amount", 5_000_000);

  private final HttpClient client = HttpClient.newHttpClient();
  private final DefiLlamaStandIn llama = DefiLlamaStandIn.of(List.of(HACK));

  @AfterEach
  void close() {
    llama.close();
    client.shutdownNow();
  }

  @Test
  void whoKnowsTheCurrentAnswerIsToldSoUntilItChanges() throws Exception {
    HttpResponse<String> first = get("/hacks");
    assertThat(first.statusCode()).isEqualTo(200);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    String date = first.headers().firstValue("Last-Modified").orElseThrow();
    assertThat(get("/hacks", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get("/hacks", "If-Modified-Since", date).statusCode()).isEqualTo(304);
    llama.drift(hack -> hack.put("amount", "5000000"));
    assertThat(get("/hacks", "If-None-Match", tag).statusCode()).isEqualTo(200);
    assertThat(get("/hacks", "If-Modified-Since", date).body()).contains("\"5000000\"");
    llama.withoutValidators();
    assertThat(get("/hacks").headers().map()).doesNotContainKeys("etag", "last-modified");
  }

  @Test
  void thePaidPathIsBelowTheKey() throws Exception {
    assertThat(get("/some-key/api/hacks").statusCode()).isEqualTo(401);
    llama.paidWith("some-key").protocols(List.of(Map.of("name", "Lido")));
    assertThat(get("/some-key/api/hacks").body()).contains("Somebody");
    assertThat(get("/some-key/api/protocols").body()).contains("Lido");
    assertThat(get("/hacks").statusCode()).isEqualTo(200);
    assertThat(llama.requests("/some-key/api/hacks")).hasSize(2);
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(llama.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
