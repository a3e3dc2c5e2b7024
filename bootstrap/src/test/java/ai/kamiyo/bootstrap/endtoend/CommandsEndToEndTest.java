package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The command line: help, wrong usage, the doctor and the demonstration. */
class CommandsEndToEndTest {
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

  @ParameterizedTest
  @ValueSource(strings = {"", "demo", "stdio", "serve", "doctor", "import", "config"})
  void everyCommandExplainsItself(String command) {
    Outcome help = installation.run(words(command, "--help"));
    assertThat(help.exit()).as(help.all()).isZero();
    assertThat(help.out()).contains("Usage:").containsIgnoringCase("example");
    assertThat(help.errWithoutNotices()).isEmpty();
    assertPlain(help);
  }

  @Test
  void theVersionIsTold() {
    Outcome version = installation.run("--version");
    assertThat(version.exit()).as(version.all()).isZero();
    assertThat(version.out()).isNotBlank();
    assertPlain(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "stdio", "serve", "doctor", "import", "config"})
  void everyCommandTellsTheVersion(String command) {
    Outcome version = installation.run(command, "--version");
    assertThat(version.exit()).as(version.all()).isZero();
    assertThat(version.out()).isNotBlank();
  }

  @Test
  void rootHelpNamesEveryCommand() {
    assertThat(installation.run("--help").out())
        .contains("demo", "stdio", "serve", "doctor", "import", "config");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate",
        "--frobnicate",
        "stdio --frobnicate",
        "serve --frobnicate",
        "serve --port frobnicate",
        "doctor frobnicate",
        "config --frobnicate",
        "demo frobnicate",
        "import frobnicate some-file.json",
        "--transport frobnicate"
      })
  void wrongUsageIsToldAndExitsWith2(String line) {
    Outcome outcome = installation.run(line.split(" ", -1));
    assertThat(outcome.exit()).as(outcome.all()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("frobnicate").doesNotContain("\tat ");
    assertPlain(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"import", "import kamiyo", "--transport"})
  void missingWordsAreToldAndExitWith2(String line) {
    Outcome outcome = installation.run(line.split(" ", -1));
    assertThat(outcome.exit()).as(outcome.all()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void theDoctorFindsACleanHomeWell() {
    Outcome table = installation.run("doctor");
    assertThat(table.exit()).as(table.all()).isZero();
    assertThat(table.out()).containsIgnoringCase("database").contains("bundled");
    assertPlain(table);
    Outcome json = installation.run("doctor", "--json");
    assertThat(json.exit()).as(json.all()).isZero();
    assertThat(Json.read(json.out()).isObject()).isTrue();
  }

  @Test
  void theDoctorFindsAHomeThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "not a folder");
    Path home = file.resolve("home");
    Installation sick = installation.with("KAMIYO_HOME", home.toString());
    Outcome table = sick.run("doctor");
    assertThat(table.exit()).as(table.all()).isEqualTo(1);
    assertThat(table.all()).contains("KAMIYO_HOME").contains(home.toString());
    assertThat(table.all()).doesNotContain("\tat ");
    Outcome json = sick.run("doctor", "--json");
    assertThat(json.exit()).isEqualTo(1);
    assertThat(Json.read(json.out()).toString()).contains("KAMIYO_HOME");
  }

  @Test
  void aHomeThatCannotBeWrittenStillAnswersOrIsRefusedInASentence() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "not a folder");
    Installation sick = installation.with("KAMIYO_HOME", file.resolve("home").toString());
    Outcome imported = sick.run("import", "kamiyo", file.toString());
    assertThat(imported.exit()).isEqualTo(1);
    assertThat(imported.all()).doesNotContain("\tat ");
    try (Server server = sick.start("stdio")) {
      server.line(Server.initialize(1, "2025-11-25"));
      server.awaitAnswerOrEnd(1);
      if (server.hasAnswered(1)) {
        JsonNode health = server.health().answer();
        assertThat(health.path("status").asString()).isNotEqualTo("healthy");
        assertThat(health.path("database").asString()).isEqualTo("disconnected");
      } else {
        assertThat(server.awaitExit()).isEqualTo(1);
      }
      server.assertOnlyProtocol();
    }
  }

  @Test
  void theDemonstrationShowsTheMainJobAndAConfigurationThatWorks() {
    Outcome demo = installation.run("demo");
    assertThat(demo.exit()).as(demo.all()).isZero();
    assertPlain(demo);
    assertThat(demo.out())
        .contains("bundled")
        .contains("health_check", "search_exploits", "mcpServers");

    String json = demo.out().substring(demo.out().indexOf("{\n")).split("\n}\n", 2)[0] + "\n}";
    JsonNode printed = Json.read(json).path("mcpServers").iterator().next();
    List<String> command = new ArrayList<>(List.of(printed.path("command").asString()));
    command.addAll(Json.strings(printed.path("args")));
    try (Server server = new Server(installation.launch(command))) {
      server.handshake("2025-06-18");
      JsonNode data = server.search(Map.of("limit", 1)).answer().path("data");
      assertThat(demo.out())
          .contains(data.path("incidents").asString())
          .contains(data.path("as_of").asString());
      assertThat(server.finish()).isZero();
    }
  }

  private static void assertPlain(Outcome outcome) {
    assertThat(outcome.all()).doesNotContain("\u001b", "\r");
  }

  private static String[] words(String command, String option) {
    return command.isEmpty() ? new String[] {option} : new String[] {command, option};
  }
}
