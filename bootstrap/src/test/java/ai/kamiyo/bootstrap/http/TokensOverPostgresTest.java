package ai.kamiyo.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.billing.StripeJson;
import ai.kamiyo.adapters.billing.StripeStandIn;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.endtoend.Folder;
import ai.kamiyo.bootstrap.endtoend.Patience;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Two whole servers over one PostgreSQL, which logs every statement with its values: how many
 * tokens there are in the end, and where one can be read.
 */
@NullUnmarked
@ResourceLock("logging")
class TokensOverPostgresTest {
  private static final Pattern RAW =
      Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final StripeStandIn stripe = new StripeStandIn();
  private final List<Application> applications = new ArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final Remembered log = new Remembered();
  private EmbeddedPostgres postgres;

  @BeforeEach
  void start() throws Exception {
    postgres =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Patience.DEADLINE)
            .setServerConfig("log_min_duration_statement", "0")
            .setServerConfig("log_parameter_max_length", "-1")
            .setServerConfig("log_parameter_max_length_on_error", "-1")
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(databaseLog().toFile()))
            .start();
    stripe.put(
        "/v1/checkout/sessions/cs_test_1",
        StripeJson.session("cs_test_1", "complete", "paid", "cus_1", "sub_1"));
    Instant end = Instant.now().plus(Duration.ofDays(30));
    stripe.put(
        "/v1/subscriptions/sub_1",
        StripeJson.subscription("sub_1", "cus_1", "active", "price_team", end));
    for (int i = 0; i < 2; i++) {
      Settings settings = settings(folder.resolve("home-" + i));
      Application application = Application.serving(settings);
      applications.add(application);
      application.start();
      HttpServer server =
          new HttpServer(
              settings,
              application.mcp(),
              application.health(),
              application.accounts(),
              new HttpServer.Place("127.0.0.1", 0, "127.0.0.1", 0));
      servers.add(server);
      server.start();
    }
    // After the servers, which set up logging as they want it.
    Logger.getLogger("").addHandler(log);
    Logger.getLogger("ai.kamiyo").setLevel(Level.ALL);
    Logger.getLogger("org.jooq").setLevel(Level.ALL);
  }

  private Path databaseLog() {
    return folder.resolve("postgresql.log");
  }

  private Settings settings(Path home) {
    Surroundings here =
        new Surroundings(
            Map.ofEntries(
                Map.entry("KAMIYO_HOME", home.toString()),
                Map.entry("MCP_JWT_SECRET", "32 bytes and more, made up for this test"),
                Map.entry(
                    "DATABASE_URL",
                    "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres"),
                Map.entry("LOG_LEVEL", "DEBUG"),
                Map.entry("STRIPE_SECRET_KEY", "sk_test_x"),
                Map.entry("STRIPE_WEBHOOK_SECRET", "whsec_made_for_tests"),
                Map.entry("STRIPE_API_BASE", stripe.address().toString()),
                Map.entry("STRIPE_PRICE_MCP_PERSONAL", "price_personal"),
                Map.entry("STRIPE_PRICE_MCP_TEAM", "price_team"),
                Map.entry("STRIPE_PRICE_MCP_ENTERPRISE", "price_enterprise")),
            home,
            home,
            "0.1.0");
    if (Settings.load(Sources.ofOperator(here)) instanceof Loading.Ready ready) {
      return ready.settings();
    }
    throw new AssertionError("the settings are refused");
  }

  @AfterEach
  void end() throws Exception {
    Logger.getLogger("").removeHandler(log);
    Logger.getLogger("ai.kamiyo").setLevel(null);
    Logger.getLogger("org.jooq").setLevel(null);
    client.shutdownNow();
    servers.forEach(HttpServer::close);
    applications.forEach(Application::close);
    stripe.close();
    if (postgres != null) {
      postgres.close();
    }
    Folder.delete(folder);
  }

  @Test
  void twoServersAndABrowserThatFetchesAheadLeaveOneGoodToken() throws Exception {
    List<Callable<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int server = i % 2;
      all.add(() -> look(server));
      all.add(() -> press(server));
    }
    List<String> raw = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(12)) {
      for (Future<HttpResponse<String>> one : executor.invokeAll(all)) {
        HttpResponse<String> answer = one.get();
        assertThat(answer.statusCode()).isEqualTo(200);
        RAW.matcher(answer.body()).results().forEach(token -> raw.add(token.group()));
      }
    }
    assertThat(raw.stream().distinct()).hasSize(12);
    assertThat(rows("select jti from mcp_usage.token")).hasSize(12);
    assertThat(rows("select jti from mcp_usage.token where revoked_at is null")).hasSize(1);
    List<String> good = new ArrayList<>();
    for (String token : raw.stream().distinct().toList()) {
      if (account(token).statusCode() == 200) {
        good.add(token);
      }
    }
    assertThat(good).hasSize(1);
  }

  @Test
  void aTokenIsReadInItsAnswerAndNowhereElse() throws Exception {
    String body = press(0).body();
    String token = RAW.matcher(body).results().findFirst().orElseThrow().group();
    assertThat(account(token).statusCode()).isEqualTo(200);
    HttpResponse<String> rotated =
        send(
            request(1, "/billing/token")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    assertThat(rotated.statusCode()).isEqualTo(200);
    assertThat(account(token).statusCode()).isEqualTo(401);
    // Nothing that could be minted can be kept any more.
    rows("alter table mcp_usage.token add constraint nobody check (jti is null) not valid");
    HttpResponse<String> failed = press(1);
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body()).contains("incident").doesNotContainPattern(RAW);
    applications.forEach(Application::close);

    assertThat(log.all()).anyMatch(line -> line.contains("nobody")).noneMatch(this::holdsRaw);
    List<String> logged = Files.readAllLines(databaseLog(), StandardCharsets.ISO_8859_1);
    assertThat(logged).anyMatch(line -> line.contains("cus_1")).noneMatch(this::holdsRaw);
    List<String> tables =
        rows("select table_name from information_schema.tables where table_schema = 'mcp_usage'");
    assertThat(tables).contains("token", "claim", "billing_event");
    for (String table : tables) {
      assertThat(rows("select t::text from mcp_usage.\"" + table + "\" t"))
          .noneMatch(this::holdsRaw);
    }
    assertThat(Folder.texts(folder))
        .isNotEmpty()
        .allSatisfy((file, text) -> assertThat(text.contains(token)).as("%s", file).isFalse());
  }

  private boolean holdsRaw(String text) {
    return RAW.matcher(text).find();
  }

  private HttpResponse<String> look(int server) throws Exception {
    return send(request(server, "/billing/welcome?session_id=cs_test_1"));
  }

  private HttpResponse<String> press(int server) throws Exception {
    return send(
        request(server, "/billing/welcome")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("session_id=cs_test_1")));
  }

  private HttpResponse<String> account(String token) throws Exception {
    // How a token stands is believed for half a second.
    Thread.sleep(600);
    return send(request(1, "/account").header("Authorization", "Bearer " + token));
  }

  private HttpRequest.Builder request(int server, String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + servers.get(server).port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
  }

  /** The first column of what this gives. */
  private List<String> rows(String sql) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
        Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet found = statement.getResultSet()) {
          while (found.next()) {
            rows.add(String.valueOf(found.getString(1)));
          }
        }
      }
    }
    return rows;
  }

  /** Everything that is logged, with its values and what was thrown. */
  private static final class Remembered extends Handler {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    Remembered() {
      setLevel(Level.ALL);
    }

    List<String> all() {
      return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
      StringWriter text = new StringWriter();
      text.append(String.valueOf(entry.getMessage()));
      text.append(Arrays.toString(entry.getParameters()));
      if (entry.getThrown() != null) {
        entry.getThrown().printStackTrace(new PrintWriter(text));
      }
      lines.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
