package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an operator is told of the calls that were made. */
class UsageCommandEndToEndTest {
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
  void reportsCallsAsTableJsonAndBars() {
    Patience.untilTheDayHasTime();
    try (Server server = installation.server()) {
      for (int i = 0; i < 3; i++) {
        server.search(Map.of("limit", 1)).answer();
      }
      assertThat(server.finish()).isZero();
    }
    Outcome table = installation.run("usage", "--plot");
    assertThat(table.exit()).as(table.all()).isZero();
    assertThat(table.out()).contains("3 calls from", "search_exploits", "answered", "p95", "█ 3");
    JsonNode json = Json.read(installation.run("usage", "--json").out());
    assertThat(json.path("calls").asInt()).isEqualTo(3);
    assertThat(json.path("days").size()).isEqualTo(30);
    assertThat(json.path("totals").get(0).path("tool").asString()).isEqualTo("search_exploits");
    assertThat(json.path("totals").get(0).path("p50_ms").asDouble()).isPositive();
    JsonNode nobody = Json.read(installation.run("usage", "--json", "--customer", "cus_x").out());
    assertThat(nobody.path("calls").asInt()).isZero();
  }

  @Test
  void nothingWasCalledYet() {
    Outcome outcome = installation.run("usage");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).startsWith("0 calls from");
  }

  @Test
  void aDateThatIsNoneIsWrongUsage() {
    Outcome outcome = installation.run("usage", "--since", "yesterday");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("--since");
  }

  @Test
  void aDatabaseThatIsAwayIsSaidInASentence() {
    Outcome outcome =
        installation.with("DATABASE_URL", "postgresql://kamiyo:s3cret@127.0.0.1:1/x").run("usage");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.all())
        .contains("the usage cannot be read")
        .doesNotContain("s3cret", "\tat ");
  }
}
