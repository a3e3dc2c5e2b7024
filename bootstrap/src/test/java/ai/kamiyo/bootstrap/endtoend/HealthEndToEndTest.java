package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** health_check says what is, not what should be. */
class HealthEndToEndTest {
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
  void aFreshInstallationIsHealthy() {
    try (Server server = installation.server()) {
      JsonNode health = server.health().answer();
      assertThat(Json.names(health))
          .containsExactlyInAnyOrder(
              "status",
              "server_name",
              "version",
              "environment",
              "uptime_seconds",
              "api_connection",
              "database",
              "redis",
              "exploit_data",
              "timestamp");
      assertThat(health.path("status").asString()).isEqualTo("healthy");
      assertThat(health.path("server_name").asString()).isEqualTo("kamiyo-security");
      assertThat(health.path("version").asString()).isNotBlank();
      assertThat(health.path("environment").asString()).isEqualTo("development");
      assertThat(health.path("uptime_seconds").isNumber()).isTrue();
      assertThat(health.path("api_connection").asString()).isEqualTo("not_configured");
      assertThat(health.path("database").asString()).isEqualTo("connected");
      assertThat(health.path("redis").asString()).isEqualTo("not_configured");
      assertThat(Instant.parse(health.path("timestamp").asString()))
          .isBefore(Instant.now().plusSeconds(5))
          .isAfter(Instant.now().minusSeconds(120));
      JsonNode data = health.path("exploit_data");
      assertThat(data.path("incidents").asInt())
          .isPositive()
          .isEqualTo(server.search(Map.of()).total());
      assertThat(data.path("as_of").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
      assertThat(data.path("stale").isBoolean()).isTrue();
      assertThat(data.path("feeds")).isNotEmpty();
    }
  }

  @Test
  void withoutAnyDataNothingCanBeAnsweredAndHealthSaysSo() {
    try (Server server = installation.with("KAMIYO_FEEDS", "imported").server()) {
      JsonNode error = server.search(Map.of()).refusal("upstream_unavailable", 503);
      assertThat(error.toString()).contains("health_check");
      JsonNode health = server.health().answer();
      assertThat(health.path("status").asString()).isEqualTo("unhealthy");
      assertThat(health.path("exploit_data").path("incidents").asInt()).isZero();
    }
  }

  @Test
  void anApiWhoseExploitsFailIsDegradedThoughItsHealthIsFine() {
    try (Upstream upstream = new Upstream().answering("/health", 200).answering("/exploits", 500);
        Server server =
            installation
                .with("KAMIYO_API_URL", upstream.url())
                .with("KAMIYO_FEEDS", "bundled,imported")
                .server()) {
      JsonNode health = server.health().answer();
      assertThat(health.path("api_connection").asString()).isEqualTo("degraded");
      assertThat(health.path("status").asString()).isEqualTo("degraded");
      assertThat(health.toString()).doesNotContain("SECRET-INTERNALS");
      assertThat(server.search(Map.of()).total()).isPositive();
      assertThat(upstream.requests()).isNotEmpty().allMatch(request -> request.startsWith("GET "));
      // No key was configured, so none is made up.
      assertThat(upstream.authorizations()).isEmpty();
    }
  }

  @Test
  void anApiThatAnswersIsConnectedAndGetsTheKey() {
    try (Upstream upstream =
            new Upstream()
                .answering("/health", 200)
                .answering("/ready", 200)
                .answering("/exploits", 200);
        Server server =
            installation
                .with("KAMIYO_API_URL", upstream.url())
                .with("KAMIYO_API_KEY", "key-for-the-stand-in")
                .with("KAMIYO_FEEDS", "bundled,imported")
                .server()) {
      JsonNode health = server.health().answer();
      assertThat(health.path("api_connection").asString()).isEqualTo("connected");
      assertThat(health.path("status").asString()).isEqualTo("healthy");
      assertThat(upstream.authorizations())
          .isNotEmpty()
          .allMatch("Bearer key-for-the-stand-in"::equals);
    }
  }

  @Test
  void anApiThatRefusesConnectionsIsDisconnected() {
    try (Server server =
        installation
            .with("KAMIYO_API_URL", Upstream.nobody())
            .with("KAMIYO_FEEDS", "bundled,imported")
            .server()) {
      JsonNode health = server.health().answer();
      assertThat(health.path("api_connection").asString()).isEqualTo("disconnected");
      assertThat(health.path("status").asString()).isEqualTo("degraded");
      assertThat(server.search(Map.of()).total()).isPositive();
    }
  }

  @Test
  void anApiThatNeverAnswersIsNotWaitedForForever() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Server server =
            installation
                .with("KAMIYO_API_URL", "http://127.0.0.1:" + silent.getLocalPort())
                .with("KAMIYO_API_TIMEOUT", "1")
                .with("KAMIYO_FEEDS", "bundled,imported")
                .server()) {
      JsonNode health = server.health().answer();
      assertThat(health.path("api_connection").asString()).isEqualTo("disconnected");
      assertThat(health.path("status").asString()).isEqualTo("degraded");
    }
  }

  @Test
  void offlineMeansThatNoRequestLeaves() {
    try (Upstream upstream = new Upstream().answering("/health", 200).answering("/exploits", 200);
        Server server =
            installation
                .with("KAMIYO_API_URL", upstream.url())
                .with("KAMIYO_FEEDS", "kamiyo,bundled,imported")
                .with("KAMIYO_REFRESH_SECONDS", "1")
                .with("KAMIYO_OFFLINE", "true")
                .server()) {
      server.health().answer();
      assertThat(server.search(Map.of()).total()).isPositive();
      installation
          .with("KAMIYO_API_URL", upstream.url())
          .with("KAMIYO_OFFLINE", "true")
          .run("doctor");
      assertThat(server.finish()).isZero();
      assertThat(upstream.requests()).isEmpty();
    }
  }

  @Test
  void aDatabaseThatIsNoneIsDisconnected() throws IOException {
    Files.writeString(
        installation.home().resolve("kamiyo.db"), "this is no database ".repeat(1000));
    try (Server server = installation.server()) {
      assertThat(server.search(Map.of()).isError()).isFalse();
      JsonNode health = server.health().answer();
      assertThat(health.path("database").asString()).isEqualTo("disconnected");
      assertThat(health.path("status").asString()).isEqualTo("degraded");
      server.assertOnlyProtocol();
    }
  }
}
