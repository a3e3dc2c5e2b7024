package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The first words over stdio, and that nothing but the protocol is ever on stdout. */
class HandshakeEndToEndTest {
  private static final List<String> LEGACY =
      List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

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
  @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
  void everyLegacyRevisionIsSpoken(String revision) {
    try (Server server = installation.start("stdio")) {
      JsonNode result = server.handshake(revision);
      assertThat(result.path("protocolVersion").asString()).isEqualTo(revision);
      assertThat(result.path("serverInfo").path("name").asString()).isEqualTo("kamiyo-security");
      assertThat(result.path("serverInfo").path("version").asString()).isNotBlank();
      assertThat(result.path("capabilities").path("tools").isObject()).isTrue();
      server.ping();
      assertThat(server.exchange("tools/list", Map.of()).path("result").path("tools")).hasSize(4);
      assertThat(server.health().answer().path("status").asString()).isEqualTo("healthy");
      assertThat(server.finish()).isZero();
      server.assertOnlyProtocol();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2099-01-01", "2024-01-01", "banana", ""})
  void anUnknownRevisionIsAnsweredWithASupportedOne(String revision) {
    try (Server server = installation.start()) {
      assertThat(server.handshake(revision).path("protocolVersion").asString()).isIn(LEGACY);
      server.ping();
    }
  }

  @Test
  void aClientThatProbesTheModernEraFirstIsAnsweredAndCanStillShakeHands() {
    try (Server server = installation.start()) {
      server.exchange(
          "server/discover",
          Map.of(
              "_meta",
              Map.of(
                  "io.modelcontextprotocol/protocolVersion",
                  "2026-07-28",
                  "io.modelcontextprotocol/clientCapabilities",
                  Map.of())));
      assertThat(server.handshake("2025-11-25").path("protocolVersion").asString())
          .isEqualTo("2025-11-25");
      server.ping();
      server.finish();
      server.assertOnlyProtocol();
    }
  }

  @Test
  void theMostTalkativeLogStaysOffStdout() {
    try (Server server = installation.with("LOG_LEVEL", "TRACE").server()) {
      talk(server);
      assertThat(server.finish()).isZero();
      server.assertOnlyProtocol();
    }
  }

  @Test
  void aJsonLogIsJsonOnStderrAndStaysOffStdout() {
    try (Server server =
        installation
            .with("LOG_LEVEL", "TRACE")
            .with("LOG_FORMAT", "json")
            .with("REDIS_URL", "redis://127.0.0.1:1") // where nobody is, which is worth a word
            .server()) {
      talk(server);
      Patience.until(() -> !server.err().isEmpty(), () -> "a word on stderr");
      assertThat(server.finish()).isZero();
      server.assertOnlyProtocol();
      List<String> logged = server.err().stream().filter(line -> !Server.isNotice(line)).toList();
      assertThat(logged).isNotEmpty().allSatisfy(line -> assertThat(Json.read(line)).isNotEmpty());
    }
  }

  @Test
  void aWarningAboutSettingsKeepsToTheJsonLogToo() {
    try (Server server =
        installation
            .with("LOG_FORMAT", "json")
            .with("RATE_LIMIT_TEAM_RPM", "plenty")
            .with("MCP_DEV_TEIR", "team")
            .server()) {
      assertThat(server.finish()).isZero();
      assertThat(server.err().stream().filter(line -> !Server.isNotice(line)))
          .anySatisfy(line -> assertThat(line).contains("RATE_LIMIT_TEAM_RPM"))
          .allSatisfy(line -> assertThat(Json.read(line).isObject()).isTrue());
    }
  }

  @Test
  void aStrangersEnvFileIsNotRead() throws IOException {
    Files.write(
        installation.work().resolve(".env"),
        new byte[] {(byte) 0xff, (byte) 0xfe, '\n', 'M', 'C', 'P', '_', 'J', '"', '\n', '=', '\n'});
    Files.writeString(
        installation.work().resolve(".env"),
        "\nMCP_SERVER_NAME=stranger\nENVIRONMENT=production\nKAMIYO_FOO=1\nX=\"unclosed\n",
        StandardOpenOption.APPEND);
    try (Server server = installation.start()) {
      JsonNode result = server.handshake("2025-11-25");
      assertThat(result.path("serverInfo").path("name").asString()).isEqualTo("kamiyo-security");
      talk(server);
      assertThat(server.finish()).isZero();
      server.assertOnlyProtocol();
      assertThat(String.join("\n", server.err())).doesNotContain("KAMIYO_FOO", "stranger");
    }
  }

  @Test
  void theEnvFileInKamiyoHomeIsRead() throws IOException {
    Files.writeString(installation.home().resolve(".env"), "MCP_SERVER_NAME=our-own\n");
    try (Server server = installation.start()) {
      JsonNode result = server.handshake("2025-11-25");
      assertThat(result.path("serverInfo").path("name").asString()).isEqualTo("our-own");
      assertThat(server.health().answer().path("server_name").asString()).isEqualTo("our-own");
    }
  }

  @Test
  void stdioCanBeSpelledAsATransport() {
    try (Server server = installation.server("--transport", "stdio")) {
      server.ping();
      assertThat(server.finish()).isZero();
    }
  }

  private static void talk(Server server) {
    assertThat(server.search(Map.of("query", "bridge")).total()).isPositive();
    server.search(Map.of("limit", -1)).refusedArgument("limit");
    server.health().answer();
    server.line("garbage");
    server.ping();
  }
}
