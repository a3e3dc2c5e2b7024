package ai.kamiyo.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.endtoend.Folder;
import ai.kamiyo.bootstrap.endtoend.Patience;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The whole server in this process: what stands in front of MCP, and what stands beside it. */
@ResourceLock("logging")
class HttpServerTest {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  // The index may still be being kept when a short test is over.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> environment = new HashMap<>();
  private Optional<Started> started = Optional.empty();

  /** The server and what it stands on. */
  private record Started(Settings settings, Application application, HttpServer server) {}

  private HttpServer start() throws IOException {
    environment.put("KAMIYO_HOME", folder.resolve("home").toString());
    Surroundings here = new Surroundings(environment, folder, folder, "0.1.0");
    if (!(Settings.load(Sources.ofOperator(here)) instanceof Loading.Ready ready)) {
      throw new AssertionError("the settings are refused");
    }
    Application application = new Application(ready.settings());
    application.start();
    HttpServer server = server(ready.settings(), application, 0);
    started = Optional.of(new Started(ready.settings(), application, server));
    server.start();
    return server;
  }

  private static HttpServer server(Settings settings, Application application, int adminPort) {
    return new HttpServer(
        settings,
        application.mcp(),
        application.health(),
        application.accounts(),
        new HttpServer.Place("127.0.0.1", 0, "127.0.0.1", adminPort));
  }

  private String token() {
    return started.orElseThrow().application().developmentToken().reveal();
  }

  @AfterEach
  void end() {
    client.shutdownNow();
    started.ifPresent(all -> {
      all.server().close();
      all.application().close();
    });
    Folder.delete(folder);
  }

  private HttpResponse<String> get(int port, String path, String... headers) throws Exception {
    return send(port, path, HttpRequest.newBuilder().GET(), headers);
  }

  private HttpResponse<String> post(String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    return send(started.orElseThrow().server().port(), "/mcp", request, headers);
  }

  private HttpResponse<String> send(
      int port, String path, HttpRequest.Builder request, String... headers) throws Exception {
    request.uri(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void thePageTellsPeopleAndLoadsNothing() throws Exception {
    environment.put("MCP_SERVER_NAME", "<b>kamiyo</b>");
    HttpServer server = start();
    HttpResponse<String> page = get(server.port(), "/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("&lt;b&gt;kamiyo", "http://localhost:8002/mcp", "bundled")
        .doesNotContain("<b>", "<script", "src=");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'");
    assertThat(get(server.port(), "/nothing").statusCode()).isEqualTo(404);
    assertThat(get(server.port(), "/metrics").statusCode()).isEqualTo(404);
  }

  @Test
  void itIsAliveAndReadyAndTellsDetailsElsewhere() throws Exception {
    HttpServer server = start();
    assertThat(get(server.port(), "/health/live").body()).isEqualTo("alive\n");
    Patience.until(
        () -> started.orElseThrow().application().health().canAnswer(),
        () -> "data that were loaded");
    HttpResponse<String> ready = get(server.port(), "/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).isEqualTo("ready\n");
    assertThat(get(server.adminPort(), "/health").body())
        .contains("\"status\":\"healthy\"", "\"exploit_data\"");
    assertThat(get(server.adminPort(), "/metrics").body())
        .contains("kamiyo_sessions 0.0", "kamiyo_incidents", "jvm_memory_used_bytes");
    assertThat(get(server.adminPort(), "/mcp").statusCode()).isEqualTo(404);
  }

  @Test
  void aTokenThatIsThereMustBeGood() throws Exception {
    start();
    HttpResponse<String> good = post(PING, "Authorization", "Bearer " + token());
    assertThat(good.statusCode()).as("it lacks only a session").isEqualTo(400);
    for (String header :
        new String[] {"Bearer x" + token(), "Bearer ", "Basic " + token(), token()}) {
      HttpResponse<String> bad = post(PING, "Authorization", header);
      assertThat(bad.statusCode()).as(header).isEqualTo(401);
      assertThat(bad.headers().firstValue("WWW-Authenticate").orElse(""))
          .startsWith("Bearer resource_metadata=");
      assertThat(bad.body()).doesNotContain(token());
    }
  }

  @Test
  void whoIsNobodyMayAskOnlySoOften() throws Exception {
    environment.put("MCP_ANONYMOUS_RPM", "3");
    environment.put("MCP_TRUSTED_PROXIES", "127.0.0.1");
    HttpServer server = start();
    for (int i = 0; i < 3; i++) {
      assertThat(post(PING, "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(400);
    }
    HttpResponse<String> refused = post(PING, "X-Forwarded-For", "192.0.2.1");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElse("0")))
        .isBetween(1L, 60L);
    assertThat(
            post(PING, "X-Forwarded-For", "192.0.2.1", "Authorization", "Bearer nonsense")
                .statusCode())
        .isEqualTo(429);
    assertThat(
            post(PING, "X-Forwarded-For", "192.0.2.1", "Authorization", "Bearer " + token())
                .statusCode())
        .isEqualTo(400);
    assertThat(post(PING, "X-Forwarded-For", "192.0.2.2").statusCode()).isEqualTo(400);
    assertThat(get(server.port(), "/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void aPageOfAnAllowedOriginCanReadWhatItIsRefusedFor() throws Exception {
    start();
    HttpResponse<String> refused =
        post(PING, "Origin", "http://localhost:5173", "Authorization", "Bearer nonsense");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("http://localhost:5173");
    assertThat(refused.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
        .contains("WWW-Authenticate");
    assertThat(post(PING, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
  }

  @Test
  void aPortInUseIsToldAndTheOtherIsLetGo() throws Exception {
    HttpServer server = start();
    Started first = started.orElseThrow();
    HttpServer second = server(first.settings(), first.application(), server.adminPort());
    assertThatThrownBy(second::start).isInstanceOf(IOException.class);
    assertThat(second.port()).as("none is open").isNegative();
  }

  @Test
  void clientsAreToldWhereTokensAreMeantFor() throws Exception {
    HttpServer server = start();
    HttpResponse<String> metadata = get(server.port(), "/.well-known/oauth-protected-resource");
    assertThat(metadata.statusCode()).isEqualTo(200);
    assertThat(metadata.body())
        .contains("\"resource\":\"http://localhost:8002/mcp\"", "\"header\"");
  }
}
