package ai.kamiyo.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.endtoend.Folder;
import ai.kamiyo.bootstrap.endtoend.Patience;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.SessionDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server bears: requests in vain, an API that hangs, names that are not its own. */
@ResourceLock("logging")
class LimitsTest {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
  private static final String[] GOOD = {"Authorization", "Bearer good"};
  private static final String[] BAD = {"Authorization", "Bearer bad"};

  // The index may still be being kept when a short test is over.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> environment = new HashMap<>();
  private final AtomicInteger verified = new AtomicInteger();
  private final AtomicBoolean away = new AtomicBoolean();
  private Optional<Running> running = Optional.empty();

  private record Running(Application application, HttpServer server) {}

  /** Tokens are good, bad, or unknowable, as they say. */
  private Bearers.Verdict verdict(AccessToken token) {
    verified.incrementAndGet();
    if (away.get()) {
      return new Bearers.Verdict.Unknowable();
    }
    return switch (token.reveal()) {
      case "good" -> new Bearers.Verdict.Accepted(new Caller.Local(""));
      case "unknowable" -> new Bearers.Verdict.Unknowable();
      default -> new Bearers.Verdict.Rejected("bad");
    };
  }

  private HttpServer start() throws IOException {
    environment.put("KAMIYO_HOME", folder.resolve("home").toString());
    Surroundings here = new Surroundings(environment, folder, folder, "0.1.0");
    if (!(Settings.load(Sources.ofOperator(here)) instanceof Loading.Ready ready)) {
      throw new AssertionError("the settings are refused");
    }
    Application application = new Application(ready.settings());
    application.start();
    HttpServer server =
        new HttpServer(
            ready.settings(),
            application.mcp(),
            application.health(),
            new HttpServer.Accounts(
                this::verdict,
                application.identity().findTier(),
                SessionDirectory.NOWHERE,
                Map.of()),
            new HttpServer.Place("127.0.0.1", 0, "127.0.0.1", 0));
    running = Optional.of(new Running(application, server));
    server.start();
    return server;
  }

  @AfterEach
  void end() {
    client.shutdownNow();
    running.ifPresent(all -> {
      all.server().close();
      all.application().close();
    });
    Folder.delete(folder);
  }

  private int post(String... headers) {
    int port = running.orElseThrow().server().port();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mcp"))
            .POST(HttpRequest.BodyPublishers.ofString(PING))
            .header("Content-Type", "application/json")
            .headers(headers.length == 0 ? new String[] {"X-None", "x"} : headers)
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().statusCode();
  }

  private CompletableFuture<HttpResponse<String>> get(int port, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void badTokensAreNotVerifiedForEver() throws Exception {
    environment.put("MCP_ANONYMOUS_RPM", "3");
    start();
    assertThat(post(GOOD)).as("it lacks only a session").isEqualTo(400);
    for (int i = 0; i < 3; i++) {
      assertThat(post(BAD)).isEqualTo(401);
    }
    int before = verified.get();
    for (int i = 0; i < 20; i++) {
      assertThat(post("Authorization", "Bearer guess" + i)).isEqualTo(429);
    }
    assertThat(verified).hasValue(before);
    assertThat(post(GOOD)).isEqualTo(400);
    assertThat(post()).as("bad tokens are as good as none").isEqualTo(429);
  }

  @Test
  void whatNobodyCanTellIsCountedToo() throws Exception {
    environment.put("MCP_ANONYMOUS_RPM", "3");
    start();
    for (int i = 0; i < 3; i++) {
      assertThat(post("Authorization", "Bearer unknowable")).isEqualTo(503);
    }
    assertThat(post("Authorization", "Bearer unknowable")).isEqualTo(429);
    assertThat(verified).hasValue(3);
  }

  @Test
  void aTokenStaysGoodWhileNobodyCanTell() throws Exception {
    environment.put("MCP_ANONYMOUS_RPM", "3");
    start();
    assertThat(post(GOOD)).isEqualTo(400);
    away.set(true);
    for (int i = 0; i < 3; i++) {
      assertThat(post(GOOD)).isEqualTo(503);
    }
    assertThat(post(GOOD)).isEqualTo(429);
    away.set(false);
    assertThat(post(GOOD)).isEqualTo(400);
  }

  @Test
  void pagesOfForeignOriginsAreCounted() throws Exception {
    environment.put("MCP_ANONYMOUS_RPM", "3");
    start();
    for (int i = 0; i < 3; i++) {
      assertThat(post("Origin", "https://evil.example")).isEqualTo(403);
    }
    assertThat(post()).isEqualTo(429);
  }

  @Test
  void aHolderOfAGoodTokenWhoFailsWaitsAndNobodyWithIt() throws Exception {
    environment.put("MCP_ANONYMOUS_RPM", "3");
    start();
    for (int i = 0; i < 3; i++) {
      assertThat(post(GOOD)).isEqualTo(400);
    }
    assertThat(post(GOOD)).isEqualTo(429);
    assertThat(post()).as("others at that address").isEqualTo(400);
  }

  @Test
  void anApiThatHangsHoldsUpHealthAlone() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      environment.put("KAMIYO_API_URL", "http://127.0.0.1:" + silent.getLocalPort());
      environment.put("KAMIYO_FEEDS", "bundled");
      HttpServer server = start();
      Patience.until(
          () -> get(server.port(), "/health/ready").join().statusCode() == 200,
          () -> "data that were loaded");
      CompletableFuture<HttpResponse<String>> health = get(server.adminPort(), "/health");
      try (Socket asked = silent.accept()) {
        assertThat(asked.isConnected()).as("the API is being asked").isTrue();
        for (int i = 0; i < 3; i++) {
          assertThat(get(server.port(), "/health/ready").join().statusCode()).isEqualTo(200);
          assertThat(get(server.port(), "/").join().body()).contains("The server answers");
          assertThat(get(server.adminPort(), "/metrics").join().body())
              .contains("kamiyo_incidents");
        }
        assertThat(health).as("what waits for the API").isNotDone();
      }
      assertThat(health.join().body())
          .contains("\"status\":\"degraded\"", "\"api_connection\":\"disconnected\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost:8003, 200",
    "LOCALHOST, 200",
    "127.0.0.1:8003, 200",
    "[::1]:8003, 200",
    "metrics.internal, 200",
    "evil.example, 403",
    "evil.example:8003, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "0x7f.1, 403",
  })
  void onTheOperatorsPortForeignNamesAreRefused(String host, int status) throws Exception {
    environment.put("MCP_ALLOWED_HOSTS", "localhost,metrics.internal");
    HttpServer server = start();
    for (String path : new String[] {"/metrics", "/health"}) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.adminPort())) {
        socket
            .getOutputStream()
            .write(
                "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                    .formatted(path, host)
                    .getBytes(StandardCharsets.UTF_8));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer.contains("kamiyo_")).isEqualTo(status == 200 && path.equals("/metrics"));
      }
    }
  }
}
