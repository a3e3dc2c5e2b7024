package ai.kamiyo.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which source wins, and which is not read at all. */
class SourcesTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void givenNothing() {
    given = new Given(folder);
  }

  @Test
  void theEnvironmentWinsThenTheFileHereThenTheFileAtHome() {
    given.env("MCP_SERVER_NAME", "environment");
    given.hereFile("MCP_SERVER_NAME=here", "MCP_SERVER_VERSION=here");
    given.homeFile(
        "MCP_SERVER_NAME=home", "MCP_SERVER_VERSION=home", "MCP_SERVER_DESCRIPTION=home");

    Server server = Given.settings(given.forOperator()).server();

    assertThat(server.name()).isEqualTo("environment");
    assertThat(server.version()).isEqualTo("here");
    assertThat(server.description()).isEqualTo("home");
    assertThat(given.forOperator().report().rows())
        .contains(
            new ConfigReport.Row(
                "MCP_SERVER_VERSION", "here", given.directory.resolve(".env").toString(), true),
            new ConfigReport.Row(
                "MCP_SERVER_DESCRIPTION", "home", given.home.resolve(".env").toString(), true));
  }

  @Test
  void anEmptyValueIsUnsetAndTheNextSourceCounts() {
    given.env("MCP_SERVER_NAME", "").homeFile("MCP_SERVER_NAME=home");
    assertThat(Given.settings(given.onStdio()).server().name()).isEqualTo("home");
  }

  @Test
  void stdioNeverReadsTheFileHere() {
    given.hereFile("MCP_SERVER_NAME=here", "nonsense").homeFile("MCP_SERVER_VERSION=home");
    Loading loading = given.onStdio();
    assertThat(loading.problems()).isEmpty();
    assertThat(Given.settings(loading).server().name()).isEqualTo("kamiyo-security");
    assertThat(Given.settings(loading).server().version()).isEqualTo("home");
  }

  @Test
  void aNamedFileTakesThePlaceOfTheFileHere() {
    Path named = given.directory.resolve("named.env");
    given.file(named, "MCP_SERVER_NAME=named").hereFile("MCP_SERVER_VERSION=here");
    Server server = Given.settings(given.forOperator(Path.of("named.env"))).server();
    assertThat(server.name()).isEqualTo("named");
    assertThat(server.version()).isEqualTo("0.1.0");
  }

  @Test
  void aNamedFileThatIsMissingIsRefused() {
    Loading loading = given.forOperator(Path.of("missing.env"));
    assertThat(loading).isInstanceOf(Loading.Refused.class);
    assertThat(loading.problems())
        .hasToString("[" + given.directory.resolve("missing.env") + ": cannot be read]");
  }

  @Test
  void aFolderCalledDotEnvIsNoFileOfOurs() throws IOException {
    Files.createDirectory(given.directory.resolve(".env"));
    assertThat(given.forOperator().problems()).isEmpty();
  }

  @Test
  void theFileHereMaySayWhereHomeIs() throws IOException {
    Path elsewhere = Files.createDirectory(given.directory.resolve("elsewhere"));
    given.file(elsewhere.resolve(".env"), "MCP_SERVER_NAME=elsewhere");
    given.hereFile("KAMIYO_HOME=elsewhere");
    Server server = Given.settings(given.forOperator()).server();
    assertThat(server.home()).isEqualTo(elsewhere);
    assertThat(server.name()).isEqualTo("elsewhere");
  }

  @Test
  void theFileAtHomeMayNotMoveHome() {
    given.homeFile("KAMIYO_HOME=/else");
    Loading loading = given.onStdio();
    assertThat(loading.problems()).extracting(Problem::subject).containsExactly("KAMIYO_HOME");
    assertThat(Given.settings(loading).server().home()).isEqualTo(given.home);
    assertThat(loading.report().rows())
        .contains(new ConfigReport.Row("KAMIYO_HOME", given.home.toString(), "default", true));
  }

  @Test
  void oneFileThatIsBothIsReadOnce() {
    given.env("KAMIYO_HOME", given.directory.toString()).hereFile("KAMIYO_UNKNOWN=1");
    assertThat(given.forOperator().problems()).hasSize(1);
  }

  @Test
  void theReportIsALinePerSetting() {
    assertThat(given.onStdio().report().lines())
        .hasSize(Registry.all().size())
        .anyMatch(line -> line.matches("DB_POOL_MAX +10 +default"))
        .anyMatch(line -> line.matches("MCP_JWT_SECRET +\\(random, in KAMIYO_HOME\\) +default"));
  }

  @Test
  void ofThisProcess() {
    assertThat(Surroundings.current().userHome()).isAbsolute();
  }
}
