package ai.kamiyo.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.DefiLlamaStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Received;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** No API and no replica, a price without a purse, and what may never leave or never be told. */
class UnreachableApiEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = new Installation(folder);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void withoutAnyReplicaNothingIsAnsweredUntilTheApiComesUp() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 11))) {
      api.down();
      try (Server server = Live.kamiyo(installation, api).server()) {
        JsonNode error = server.search(Map.of()).refusal("upstream_unavailable", 503);
        assertThat(error.toString()).contains("health_check").doesNotContain("Exception");
        JsonNode health = Live.awaitError(server, "kamiyo");
        assertThat(health.path("status").asString()).isEqualTo("unhealthy");
        assertThat(health.path("exploit_data").path("incidents").asInt(-1)).isZero();
        api.up();
        Live.awaitTotal(server, 30, SOON);
      }
    }
  }

  @Test
  void anApiThatHangsDelaysNeitherHandshakeNorAnswers() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 12))) {
      api.fail("/exploits", BadLine.never());
      api.fail("/health", BadLine.never());
      long start = System.nanoTime();
      try (Server server = Live.kamiyo(installation, api).server()) {
        server.ping();
        // The API may take 30 seconds; a handshake that waited for it would take as long.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        long first = System.nanoTime();
        server.search(Map.of()).refusal("upstream_unavailable", 503);
        assertThat(Duration.ofNanos(System.nanoTime() - first)).isLessThan(SOON);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
          long asked = System.nanoTime();
          server.search(Map.of()).refusal("upstream_unavailable", 503);
          best = Math.min(best, System.nanoTime() - asked);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(1));
        assertThat(server.finish()).isZero();
      }
    }
  }

  @Test
  void withoutAKeyThePriceIsToldAndNothingIsMadeUp() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 13));
        Server server =
            Live.keyless(installation, api).with("MCP_JWT_SECRET", "s".repeat(40)).server()) {
      server.search(Map.of()).refusal("upstream_unavailable", 503);
      JsonNode health = Live.awaitError(server, "kamiyo");
      assertThat(Live.feed(health, "kamiyo").path("last_error").asString())
          .contains("402", "0.07", "KAMIYO_API_KEY");
      // It is alive, but /exploits fails.
      assertThat(health.path("api_connection").asString()).isEqualTo("degraded");
      assertThat(health.path("status").asString()).isEqualTo("unhealthy");
      assertThat(Live.keyless(installation, api).run("doctor").out()).contains("0.07");
      assertThat(api.requests()).isNotEmpty().noneMatch(UnreachableApiEndToEndTest::pays);
    }
  }

  private static boolean pays(Received request) {
    return request.headers().keySet().stream()
            .anyMatch(name -> name.contains("payment") || name.contains("authorization"))
        || request.headers().toString().contains("s".repeat(40));
  }

  @Test
  void theKeyIsSentAndNeverTold() throws IOException {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 14))) {
      Installation live =
          Live.kamiyo(installation, api)
              .with("LOG_LEVEL", "DEBUG")
              .with("MCP_JWT_SECRET", "s".repeat(40));
      try (Server server = live.server()) {
        Live.awaitTotal(server, 30);
        assertThat(api.requests())
            .allMatch(request -> !request.uri().toString().contains(Live.KEY));
        assertThat(api.authorizations())
            .hasSameSizeAs(api.requests())
            .allMatch(("Bearer " + Live.KEY)::equals);
        assertThat(api.requests()).noneMatch(r -> r.headers().toString().contains("s".repeat(40)));
        api.fail("/exploits", Faults.internalError());
        Live.awaitError(server, "kamiyo");
        api.down();
        server.search(Map.of());
        server.finish();
        assertThat(server.out()).noneMatch(line -> line.contains(Live.KEY));
        assertThat(server.err()).noneMatch(line -> line.contains(Live.KEY));
      }
      for (String command : List.of("doctor", "config")) {
        assertThat(live.run(command).all()).as(command).isNotBlank().doesNotContain(Live.KEY);
      }
      try (Stream<Path> files = Files.walk(installation.home())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
              .as("%s", file)
              .doesNotContain(Live.KEY);
        }
      }
    }
  }

  @Test
  void aRedirectDoesNotCarryTheKeyElsewhere() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 15));
        KamiyoStandIn elsewhere = KamiyoStandIn.of(Rows.made(50, 16))) {
      api.fail("/exploits", Faults.redirect(elsewhere.url()));
      try (Server server = Live.kamiyo(installation, api).server()) {
        server.search(Map.of());
        Live.awaitError(server, "kamiyo");
        assertThat(Live.total(server)).isZero();
        assertThat(elsewhere.authorizations()).isEmpty();
      }
    }
  }

  @Test
  void offlineNothingIsAskedWhateverTheFeeds() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 17));
        DefiLlamaStandIn llama = DefiLlamaStandIn.of(List.of())) {
      Installation offline =
          Live.kamiyo(installation, api)
              .with("DEFILLAMA_API_URL", llama.url())
              .with("KAMIYO_FEEDS", "kamiyo,defillama,bundled,imported")
              .with("KAMIYO_OFFLINE", "true");
      try (Server server = offline.server()) {
        assertThat(Live.total(server)).isPositive();
        Patience.throughout(
            Duration.ofSeconds(2),
            () -> api.requests().isEmpty() && llama.requests().isEmpty(),
            () -> "silence: " + api.requests() + llama.requests());
        JsonNode health = server.health().answer();
        assertThat(health.path("api_connection").asString()).isEqualTo("not_configured");
      }
      Outcome doctor = offline.run("doctor");
      assertThat(doctor.exit()).as(doctor.all()).isZero();
      assertThat(doctor.out()).contains("KAMIYO_OFFLINE");
      assertThat(api.requests()).isEmpty();
      assertThat(llama.requests()).isEmpty();
    }
  }
}
