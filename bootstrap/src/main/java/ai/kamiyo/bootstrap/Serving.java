package ai.kamiyo.bootstrap;

import ai.kamiyo.bootstrap.http.Bearers;
import ai.kamiyo.bootstrap.http.DevelopmentToken;
import ai.kamiyo.bootstrap.http.HttpServer;
import ai.kamiyo.bootstrap.http.StartRules;
import ai.kamiyo.bootstrap.settings.Secret;
import ai.kamiyo.bootstrap.settings.Settings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** MCP over HTTP, from the settings to the last answer. */
public final class Serving {
  private static final String LOOPBACK = "127.0.0.1";

  private final Place place;
  private final Application application;
  private final Secret token;
  private final HttpServer server;
  private final Settings settings;

  public Serving(Settings settings, Place place) {
    this.settings = settings;
    this.place = place;
    application = new Application(settings);
    token = settings.developmentToken();
    Bearers bearers = new DevelopmentToken(token);
    server =
        new HttpServer(
            settings,
            application.mcp(),
            application.health(),
            bearers,
            new HttpServer.Place(place.host, place.port, LOOPBACK, place.adminPort));
  }

  /** Where to listen; metrics and details are for this machine only. */
  public record Place(String host, int port, int adminPort) {}

  /** Reasons not to start that need no trying. */
  public static List<String> reasonsNotTo(Settings settings, Place place) {
    return StartRules.reasonsNotTo(settings, place.host);
  }

  /** Starts, or gives all reasons why not. */
  public List<String> start() {
    application.start();
    application.kamiyo().startPublic();
    List<String> reasons =
        settings.production()
            ? StartRules.reasonsNotTo(
                settings, application.health().check(), application.kamiyo().hasCopyOfApi())
            : List.of();
    if (!reasons.isEmpty()) {
      application.close();
      return reasons;
    }
    try {
      server.start();
    } catch (IOException e) {
      application.close();
      return List.of(
          "cannot listen on %s port %d, or %s port %d for figures: %s; choose others with --port and"
                  .formatted(place.host, place.port, LOOPBACK, place.adminPort, reason(e))
              + " --admin-port");
    }
    return List.of();
  }

  private static String reason(IOException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  /** What whoever started it wants to know. */
  public List<String> introduction() {
    String url = "http://localhost:" + server.port();
    return List.of(
        "Serving MCP at %s/mcp (older clients: %s/sse), a page at %s/".formatted(url, url, url),
        "Figures at http://localhost:%d/metrics and /health".formatted(server.adminPort()),
        "Token of this development server: " + token.reveal(),
        "Claude Code: claude mcp add --transport http kamiyo %s/mcp --header \"Authorization: Bearer %s\""
            .formatted(url, token.reveal()));
  }

  /** Returns never: the process ends, and ends well, when it is told to. */
  public void untilToldToEnd() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
    new CountDownLatch(1).await();
  }

  private void end() {
    server.close();
    application.close();
    Runtime.getRuntime().halt(0);
  }
}
