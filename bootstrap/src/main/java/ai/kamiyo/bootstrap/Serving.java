package ai.kamiyo.bootstrap;

import ai.kamiyo.bootstrap.http.HttpServer;
import ai.kamiyo.bootstrap.http.StartRules;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.domain.access.AccessToken;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** MCP over HTTP, from the settings to the last answer. */
public final class Serving {
  private static final String LOOPBACK = "127.0.0.1";

  private final Place place;
  private final Application application;
  private final HttpServer server;
  private Optional<AccessToken> token = Optional.empty();
  private final Settings settings;

  public Serving(Settings settings, Place place) {
    this.settings = settings;
    this.place = place;
    application = Application.serving(settings);
    server =
        new HttpServer(
            settings,
            application.mcp(),
            application.health(),
            application.accounts(),
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
    StartTrial trial = new StartTrial(settings, application);
    List<String> reasons = trial.reasons();
    if (!reasons.isEmpty()) {
      application.close();
      return reasons;
    }
    application.startSelling();
    token = developmentToken();
    try {
      server.start();
    } catch (IOException e) {
      application.close();
      return List.of(
          "cannot listen on %s port %d, or %s port %d for figures: %s; choose others with --port and"
                  .formatted(place.host, place.port, LOOPBACK, place.adminPort, reason(e))
              + " --admin-port");
    }
    Thread.ofVirtual().name("start-warnings").start(() -> trial.warnings().forEach(Serving::warn));
    return List.of();
  }

  private static void warn(String warning) {
    System.getLogger(Serving.class.getName()).log(Level.WARNING, "{0}", warning);
  }

  private static String reason(IOException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  /** What whoever started it wants to know. */
  public List<String> introduction() {
    String url = "http://localhost:" + server.port();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Serving MCP at %s/mcp (older clients: %s/sse), a page at %s/".formatted(url, url, url));
    lines.add("Figures at http://localhost:%d/metrics and /health".formatted(server.adminPort()));
    token.ifPresent(ready -> {
      lines.add("Token of this development server: " + ready.reveal());
      lines.add(
          "Claude Code: claude mcp add --transport http kamiyo %s/mcp --header \"Authorization: Bearer %s\""
              .formatted(url, ready.reveal()));
    });
    return List.copyOf(lines);
  }

  /** There before the port is, for whoever waits for the port; without a database there is none. */
  private Optional<AccessToken> developmentToken() {
    if (settings.production()) {
      return Optional.empty();
    }
    try {
      return Optional.of(application.developmentToken());
    } catch (RuntimeException e) {
      System.getLogger(Serving.class.getName())
          .log(Level.WARNING, "No token of this development server, as it cannot be kept", e);
      return Optional.empty();
    }
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
