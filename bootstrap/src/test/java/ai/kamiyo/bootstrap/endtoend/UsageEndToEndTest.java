package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One row per call that passed the gate: neither lost nor doubled, whatever happens. */
class UsageEndToEndTest {
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
  void anAnsweredCallIsInTheDatabaseWhileTheServerRuns() {
    try (Server server = installation.with("MCP_DEV_TIER", "team").server()) {
      server.search(Map.of("query", "bridge")).answer();
      UsageRows.Row row = UsageRows.await(installation, 1).getFirst();
      assertThat(row.tool()).isEqualTo("search_exploits");
      assertThat(row.tier()).isEqualTo("team");
      assertThat(row.outcome()).isEqualTo("answered");
      assertThat(row.customer()).isNotBlank();
    }
  }

  @Test
  void anAnsweredCallOutlivesAServerThatIsKilledAtOnce() {
    for (int killed = 1; killed <= 3; killed++) {
      try (Server server = installation.server()) {
        // What the servers before it left behind is written while this one lives.
        if (killed > 1) {
          UsageRows.await(installation, killed - 1);
        }
        server.search(Map.of("limit", 1)).answer();
        server.kill();
      }
    }
    try (Server server = installation.server()) {
      server.ping();
      UsageRows.await(installation, 3);
      assertThat(server.finish()).isZero();
    }
    try (Server server = installation.server()) {
      server.search(Map.of("limit", 1)).answer();
      assertThat(UsageRows.await(installation, 4))
          .allMatch(row -> row.outcome().equals("answered"));
    }
  }

  @Test
  void whatWasRefusedLeavesNoRowExceptWhatWasOverTheLimit() {
    try (Server server =
        installation
            .with("MCP_DEV_TIER", "personal")
            .with("RATE_LIMIT_PERSONAL_RPM", "2")
            .server()) {
      Patience.until(() -> LocalTime.now(ZoneOffset.UTC).getSecond() < 45, () -> "next minute");
      server.search(Map.of("limit", -1)).refusedArgument("limit");
      server.search(Map.of("nonsense", 1)).refusedArgument("nonsense");
      server.search(Map.of("cursor", "nonsense")).refusedArgument("cursor");
      server.health().answer();
      server.exchange("tools/call", Map.of("name", "no_such_tool"));
      server.search(Map.of("limit", 1)).answer();
      server.search(Map.of("limit", 1)).answer();
      server.search(Map.of("limit", 1)).refusal("rate_limited", 429);
      assertThat(server.finish()).isZero();
    }
    try (Server server = installation.server()) {
      server.ping();
      List<UsageRows.Row> rows = UsageRows.await(installation, 3);
      assertThat(rows)
          .allMatch(row -> row.tool().equals("search_exploits"))
          .allMatch(row -> row.tier().equals("personal"));
      assertThat(rows.stream().map(UsageRows.Row::outcome))
          .containsExactlyInAnyOrder("answered", "answered", "rate_limited");
    }
  }

  @Test
  void callsOfAOneShotPipeAreCounted() {
    try (Server server = installation.start("stdio")) {
      server.line(Server.initialize(1, "2025-11-25"));
      for (int id = 2; id < 12; id++) {
        server.line(Server.callRequest(id, "search_exploits", Map.of("limit", 1)));
      }
      assertThat(server.finish()).isZero();
    }
    try (Server server = installation.server()) {
      server.ping();
      UsageRows.await(installation, 10);
    }
  }
}
