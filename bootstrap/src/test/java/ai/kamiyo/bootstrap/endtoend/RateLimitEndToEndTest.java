package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Limits per UTC minute and UTC day: what counts, and what the refused are told. */
class RateLimitEndToEndTest {
  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = new Installation(folder).with("MCP_DEV_TIER", "personal");
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void theFourthCallOfAMinuteIsRefusedAndOnlyCallsCount() {
    try (Server server = installation.with("RATE_LIMIT_PERSONAL_RPM", "3").start()) {
      server.handshake("2025-11-25");
      server.awaitData();
      untilTheMinuteHasTime();
      for (int i = 0; i < 5; i++) {
        server.handshake("2025-11-25");
        server.exchange("tools/list", Map.of());
        server.ping();
        server.health().answer();
        server.search(Map.of("limit", -1)).refusedArgument("limit");
        server.search(Map.of("nonsense", 1)).refusedArgument("nonsense");
        server.exchange("tools/call", Map.of("name", "no_such_tool"));
      }
      for (int i = 0; i < 3; i++) {
        server.search(Map.of("limit", 1)).answer();
      }
      for (int i = 0; i < 2; i++) {
        Instant before = Instant.now();
        JsonNode error = server.search(Map.of("limit", 1)).refusal("rate_limited", 429);
        assertThat(error.path("message").asString()).startsWith("Rate limit exceeded");
        assertThat(error.path("limit").asInt()).isEqualTo(3);
        assertThat(error.path("window").asString()).isEqualTo("minute");
        assertThat(error.path("retry_after_seconds").asInt()).isBetween(1, 60);
        Instant reset = Instant.parse(error.path("reset_at").asString());
        assertThat(reset)
            .isEqualTo(reset.truncatedTo(ChronoUnit.MINUTES))
            .isAfter(before)
            .isBeforeOrEqualTo(before.plusSeconds(61));
      }
      server.health().answer();
      server.search(Map.of("limit", -1)).refusedArgument("limit");
    }
  }

  @Test
  void aDayHasItsOwnLimit() {
    try (Server server = installation.with("RATE_LIMIT_PERSONAL_DAILY", "2").server()) {
      server.awaitData();
      untilTheMinuteHasTime();
      server.search(Map.of("limit", 1)).answer();
      server.search(Map.of("limit", 1)).answer();
      JsonNode error = server.search(Map.of("limit", 1)).refusal("rate_limited", 429);
      assertThat(error.path("message").asString()).startsWith("Rate limit exceeded");
      assertThat(error.path("limit").asInt()).isEqualTo(2);
      assertThat(error.path("window").asString()).isEqualTo("day");
      Instant reset = Instant.parse(error.path("reset_at").asString());
      assertThat(reset).isEqualTo(reset.truncatedTo(ChronoUnit.DAYS)).isAfter(Instant.now());
    }
  }

  @Test
  void eachPageIsACall() {
    try (Server server = installation.with("RATE_LIMIT_PERSONAL_RPM", "2").server()) {
      server.awaitData();
      untilTheMinuteHasTime();
      String cursor = server.search(Map.of("limit", 1)).cursor();
      server.search(Map.of("limit", 1, "cursor", cursor)).answer();
      server.search(Map.of("limit", 1, "cursor", cursor)).refusal("rate_limited", 429);
    }
  }

  @Test
  void whatCouldNotBeAnsweredCostsNothing() {
    try (Server server =
        installation
            .with("RATE_LIMIT_PERSONAL_RPM", "2")
            .with("KAMIYO_FEEDS", "imported")
            .server()) {
      for (int i = 0; i < 5; i++) {
        server.search(Map.of()).refusal("upstream_unavailable", 503);
      }
    }
  }

  /** A test that needs some seconds of one minute waits for the next when too few are left. */
  private static void untilTheMinuteHasTime() {
    Patience.until(() -> LocalTime.now(ZoneOffset.UTC).getSecond() < 45, () -> "the next minute");
  }
}
