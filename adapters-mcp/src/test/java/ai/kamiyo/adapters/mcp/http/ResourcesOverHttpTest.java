package ai.kamiyo.adapters.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.Client;
import ai.kamiyo.adapters.mcp.Incidents;
import ai.kamiyo.adapters.mcp.World;
import ai.kamiyo.domain.access.RateLimiter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources, prompts and completions over HTTP are those of stdio, errors and their data too. */
class ResourcesOverHttpTest {
  private static final String SESSION = "Mcp-Session-Id";
  private static final String CALLER = "X-Caller";
  private static final String PROMPT = "{\"type\":\"ref/prompt\",\"name\":\"incident_brief\"}";

  private final World world = new World();
  private Web web;

  @BeforeEach
  void open() throws Exception {
    world.exploits = Incidents.usual(0, 3);
    web = new Web(world, false, (tool, outcome, took) -> {});
  }

  @AfterEach
  void close() {
    web.close();
  }

  private static String read(String uri) {
    return Client.request(1, "resources/read", "{\"uri\":\"%s\"}".formatted(uri));
  }

  private void assertAsOverStdio(String request) throws Exception {
    String session = web.session("2025-11-25", CALLER, "alice");
    assertThat(Web.message(web.post(request, SESSION, session, CALLER, "alice")))
        .isEqualTo(new Client(world).pipe(request).getFirst());
  }

  @Test
  void theAnswersAreThoseOfStdio() throws Exception {
    for (String request :
        List.of(
            Client.request(1, "resources/list", "{}"),
            Client.request(1, "resources/templates/list", "{}"),
            Client.request(1, "prompts/list", "{}"),
            Client.request(1, "prompts/get", "{\"name\":\"incident_brief\"}"),
            Client.request(
                1,
                "prompts/get",
                "{\"name\":\"incident_brief\",\"arguments\":{\"exploit\":\"euler\"}}"),
            Client.request(
                1,
                "completion/complete",
                "{\"ref\":%s,\"argument\":{\"name\":\"exploit\",\"value\":\"e\"}}"
                    .formatted(PROMPT)),
            read("kamiyo://chains"),
            read("kamiyo://none"),
            read("kamiyo://exploits/recent"),
            read("kamiyo://exploits/none-2020-01-01"),
            read("kamiyo://exploits/example-finance-0-2023-03-13"))) {
      assertAsOverStdio(request);
    }
  }

  @Test
  void aRefusalKeepsItsData() throws Exception {
    world.decision =
        new RateLimiter.Exhausted(
            RateLimiter.Window.DAY,
            30,
            Duration.ofSeconds(7),
            Instant.parse("2026-11-23T12:00:07Z"));
    assertAsOverStdio(read("kamiyo://exploits/recent"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kamiyo://exploits/recent",
        "kamiyo://exploits/euler-2023-03-13",
        "kamiyo://account"
      })
  void whoIsNotKnownIsAskedForAToken(String uri) throws Exception {
    HttpResponse<String> refused = web.post(read(uri), SESSION, web.session("2025-11-25"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(world.uses).isEmpty();
  }

  @Test
  void theAccountIsTheCallers() throws Exception {
    String session = web.session("2025-11-25", CALLER, "alice");
    assertThat(
            Web.message(web.post(read("kamiyo://account"), SESSION, session, CALLER, "alice"))
                .toString())
        .contains("alice", "enterprise");
  }

  @Test
  void theVocabularyIsForEverybody() throws Exception {
    String session = web.session("2025-11-25");
    for (String uri :
        List.of("kamiyo://chains", "kamiyo://root-causes", "kamiyo://scoring-method")) {
      assertThat(web.post(read(uri), SESSION, session).statusCode()).isEqualTo(200);
    }
  }
}
