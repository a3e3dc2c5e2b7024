package ai.kamiyo.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server ends: no answer is lost, and no process is left behind. */
class LifecycleEndToEndTest {
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
  void oneShotPipesGetAllTheirAnswers() {
    try (Server server = installation.start("stdio")) {
      server.raw(
          (Server.initialize(1, "2025-06-18")
                  + "\n"
                  + Server.callRequest(2, "search_exploits", Map.of("query", "bridge"))
                  + "\n")
              .getBytes(UTF_8));
      assertThat(server.finish()).isZero();
      assertThat(server.hasAnswered(1)).isTrue();
      assertThat(server.hasAnswered(2)).isTrue();
      server.assertOnlyProtocol();
    }
  }

  @Test
  void aHomeThatCannotBeWrittenIsToldAndEachRequestIsAnsweredOnce() throws Exception {
    Files.createFile(installation.home().resolve("journal")); // where a folder is to be
    try (Server server = installation.start("stdio")) {
      server.handshake("2025-11-25");
      server.ping();
      assertThat(server.finish()).isZero();
      assertThat(server.err()).anyMatch(line -> line.contains("does not start as it should"));
      server.assertOnlyProtocol();
      server.assertEachAnsweredOnce();
    }
  }

  @Test
  void aLastLineWithoutItsLineFeedIsStillALine() {
    try (Server server = installation.start("stdio")) {
      server.line(Server.initialize(1, "2025-06-18"));
      server.raw(Server.callRequest(2, "health_check", Map.of()).getBytes(UTF_8));
      assertThat(server.finish()).isZero();
      assertThat(server.hasAnswered(2)).isTrue();
    }
  }

  @Test
  void anImmediateEndOfInputIsAQuietEnd() {
    try (Server server = installation.start("stdio")) {
      assertThat(server.finish()).isZero();
      assertThat(server.out()).isEmpty();
    }
  }

  @Test
  void anEndOfInputDuringTheStartIsAQuietEnd() {
    try (Server server = installation.start("stdio")) {
      server.handshake("2025-11-25");
      assertThat(server.finish()).isZero();
      assertThat(String.join("\n", server.err())).doesNotContain("Exception", "ERROR", "\tat ");
    }
  }

  @Test
  void callsInFlightAtTheEndOfInputAreAnswered() {
    try (Server server = installation.server()) {
      List<Long> calls =
          IntStream.range(0, 40)
              .mapToObj(i ->
                  server.send(
                      "tools/call",
                      Map.of(
                          "name",
                          "search_exploits",
                          "arguments",
                          Map.of("limit", 100, "response_format", "detailed"))))
              .toList();
      assertThat(server.finish()).isZero();
      assertThat(calls).allMatch(server::hasAnswered);
      server.assertOnlyProtocol();
    }
  }

  @Test
  void aCancelledCallIsNotAnswered() {
    try (Server server = installation.start()) {
      // At once: while the data are still being read, the call surely waits.
      server.raw(
          (Server.initialize(1, "2025-11-25")
                  + "\n"
                  + Server.callRequest(2, "search_exploits", Map.of("query", "bridge"))
                  + "\n{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":"
                  + "{\"requestId\":2,\"reason\":\"changed my mind\"}}\n"
                  + Server.callRequest(3, "search_exploits", Map.of("query", "bridge"))
                  + "\n")
              .getBytes(UTF_8));
      assertThat(server.answer(3).has("result")).isTrue();
      server.ping();
      assertThat(server.finish()).isZero();
      assertThat(server.hasAnswered(2)).isFalse();
      server.assertOnlyProtocol();
    }
  }

  @Test
  void aSignalToEndLetsCallsInFlightFinish() {
    try (Server server = installation.start()) {
      server.line(Server.initialize(1, "2025-11-25"));
      for (int id = 2; id < 12; id++) {
        server.line(
            Server.callRequest(
                id, "search_exploits", Map.of("limit", 50, "response_format", "detailed")));
      }
      server.ping();
      server.terminate();
      server.awaitExit();
      for (int id = 2; id < 12; id++) {
        assertThat(server.hasAnswered(id)).as("call %s; %s", id, server.err()).isTrue();
      }
      server.assertOnlyProtocol();
    }
  }

  @Test
  void aSignalToEndEndsAnIdleServerWhosePipesStayOpen() {
    try (Server server = installation.server()) {
      server.terminate();
      server.awaitExit();
      server.assertOnlyProtocol();
    }
  }

  @Test
  void aServerWhoseParentDiedEndsThoughItsPipesStayOpen() throws Exception {
    Path in = folder.resolve("in");
    Path out = folder.resolve("out");
    Path pid = folder.resolve("pid");
    assertThat(installation.launch(List.of("mkfifo", in.toString())).waitFor()).isZero();
    StringBuilder script = new StringBuilder();
    for (String word : Installation.command("stdio")) {
      script.append('\'').append(word).append("' ");
    }
    script.append("<'%s' >'%s' 2>&1 & echo $! >'%s.new'".formatted(in, out, pid));
    script.append(" && mv '%s.new' '%s'; wait".formatted(pid, pid));
    Process parent = installation.launch(List.of("sh", "-c", script.toString()));
    // A reader and writer of the pipe: it never ends while this test holds it.
    try (RandomAccessFile pipe = new RandomAccessFile(in.toFile(), "rw")) {
      Patience.until(() -> Files.exists(pid), () -> "the server's process id");
      long server = Long.parseLong(Files.readString(pid).strip());
      try {
        pipe.write((Server.initialize(1, "2025-11-25") + "\n").getBytes(UTF_8));
        Patience.until(() -> text(out).contains("protocolVersion"), () -> text(out));
        assertThat(isRunning(server)).isTrue();
        parent.destroyForcibly().waitFor();
        Patience.until(() -> !isRunning(server), () -> "the orphan to end; it said " + text(out));
      } finally {
        ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process that has ended may stay in the table when nobody asks for its exit code. */
  private static boolean isRunning(long pid) {
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      return Files.exists(stat) && !Files.readString(stat).contains(") Z");
    } catch (IOException e) {
      return false;
    }
  }
}
