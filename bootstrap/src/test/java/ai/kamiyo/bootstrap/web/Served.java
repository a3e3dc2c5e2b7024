package ai.kamiyo.bootstrap.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Outcome;
import ai.kamiyo.bootstrap.endtoend.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A running {@code serve} on ports of its own. */
final class Served implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final Installation installation;
  private final int port;
  private final int adminPort;
  private final Process process;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<Thread> pumps;

  private Served(Installation installation, List<String> command, List<String> more) {
    this.port = freePort();
    this.installation = installation.withDefault("MCP_PUBLIC_URL", "http://localhost:" + port);
    this.adminPort = freePort();
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--port", Integer.toString(port)));
    words.addAll(List.of("--admin-port", Integer.toString(adminPort)));
    words.addAll(more);
    this.process = this.installation.launch(Installation.command(words.toArray(String[]::new)));
    this.pumps =
        List.of(
            Thread.ofVirtual().start(() -> pump(process.inputReader(UTF_8))),
            Thread.ofVirtual().start(() -> pump(process.errorReader(UTF_8))));
  }

  /**
   * An installation whose server counts no requests, so that tests may ask as often as they like.
   */
  static Installation unlimited(Path folder) {
    return new Installation(folder)
        .with("MCP_ANONYMOUS_RPM", "0")
        .with("RATE_LIMIT_ENTERPRISE_RPM", "1000000")
        .with("RATE_LIMIT_ENTERPRISE_DAILY", "1000000");
  }

  /** Starts it and waits until it answers. */
  static Served start(Installation installation, String... arguments) {
    return awaited(installation, List.of("serve"), List.of(arguments));
  }

  /** The same by other words than {@code serve}. */
  static Served spelled(Installation installation, String... words) {
    return awaited(installation, List.of(words), List.of());
  }

  /** A port that was free may be another's before the server takes it; then on other ports. */
  private static Served awaited(
      Installation installation, List<String> command, List<String> more) {
    for (int attempt = 1; ; attempt++) {
      Served served = new Served(installation, command, more);
      if (served.answers()) {
        return served;
      }
      int exit = served.awaitExit();
      assertThat(served.words()).as("exit %s", exit).contains("cannot listen on");
      assertThat(attempt).as(served.words()).isLessThan(ATTEMPTS);
    }
  }

  /** Waits until it answers or has ended. */
  private boolean answers() {
    Patience.until(
        () -> !process.isAlive() || isAlive(), () -> "serve to answer; it said:\n" + words());
    return process.isAlive();
  }

  private boolean isAlive() {
    try {
      return Web.get(uri("/health/live")).status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private void pump(BufferedReader reader) {
    try (reader) {
      reader.lines().forEach(said::add);
    } catch (IOException | UncheckedIOException e) {
      said.add("the test could not read on: " + e.getMessage());
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command beside it, which sees the same settings. */
  Outcome run(String... arguments) {
    return installation.run(arguments);
  }

  /** What its tokens name as their issuer, and as whom they are for. */
  String publicUrl() {
    return "http://localhost:" + port;
  }

  int port() {
    return port;
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  URI admin(String path) {
    return URI.create("http://127.0.0.1:" + adminPort + path);
  }

  /** The token for development, as kept in KAMIYO_HOME and printed soon after the start. */
  String token() {
    Patience.until(
        () -> keptToken().isPresent(), () -> "a token, kept and printed; it said: " + words());
    return keptToken().orElseThrow();
  }

  private Optional<String> keptToken() {
    try (Stream<Path> files = Files.walk(installation.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().contains("token")) {
          String token = Files.readString(file).strip();
          if (token.length() > 20 && words().contains(token)) {
            return Optional.of(token);
          }
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // files come and go while it starts
    }
    return Optional.empty();
  }

  /** Everything that was printed so far, to either pipe. */
  String words() {
    return String.join("\n", said);
  }

  /** A session with the token. */
  Session session() {
    return Session.open(this, token());
  }

  /** Waits until it has data. */
  void awaitReady() {
    Patience.until(
        () -> Web.get(uri("/health/ready")).status() == 200,
        () -> "readiness; it said:\n" + words());
  }

  /** What was found of health, at the start for one, is reused for five seconds. */
  void awaitHealthToBeAskedAnew() {
    try {
      Thread.sleep(Duration.ofMillis(5_500));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until so many incidents are found. */
  void awaitTotal(int total) {
    Session session = session();
    AtomicReference<JsonNode> last = new AtomicReference<>(JsonNodeFactory.instance.nullNode());
    Patience.until(
        () -> {
          last.set(session.tryCall("search_exploits", Map.of("limit", 1)).is(200).json());
          JsonNode answer = last.get().path("result").path("structuredContent");
          return answer.path("total_matching").asInt(-1) == total;
        },
        () -> total + " incidents instead of " + last.get() + "; it said:\n" + words());
  }

  /** Waits until health_check says so. */
  void awaitHealth(String status) {
    Session session = session();
    AtomicReference<JsonNode> last = new AtomicReference<>(JsonNodeFactory.instance.nullNode());
    Patience.until(
        () -> {
          last.set(session.call("health_check", Map.of()));
          return last.get().path("status").asString("").equals(status);
        },
        () -> status + " instead of " + last.get() + "; it said:\n" + words());
  }

  /** Asks the process to end. */
  void terminate() {
    process.toHandle().destroy();
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  int awaitExit() {
    try {
      assertThat(process.waitFor(Patience.DEADLINE.toSeconds(), TimeUnit.SECONDS))
          .as("serve ends; it said:\n%s", words())
          .isTrue();
      for (Thread pump : pumps) {
        pump.join();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
