package ai.kamiyo.bootstrap.http;

import ai.kamiyo.adapters.mcp.McpAdapter;
import ai.kamiyo.adapters.mcp.http.HttpRules;
import ai.kamiyo.adapters.mcp.http.HttpTransports;
import ai.kamiyo.application.access.FindTier;
import ai.kamiyo.application.health.CheckHealth;
import ai.kamiyo.bootstrap.http.Answering.Answer;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.domain.access.SessionDirectory;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that is served over HTTP, at its two addresses. */
public final class HttpServer implements AutoCloseable {
  /** A little more than the ten seconds that a call may wait for its data. */
  private static final Duration DRAIN = Duration.ofSeconds(12);

  private static final int CHECKOUTS_PER_MINUTE = 5;

  private final JettyServer web;
  private final JettyServer admin;
  private final HttpTransports transports;
  private final CheckHealth health;
  private volatile boolean closing;

  public HttpServer(
      Settings settings, McpAdapter mcp, CheckHealth health, Accounts accounts, Place place) {
    this.health = health;
    String url = settings.web().publicUrl().uri().toString();
    HttpRules rules =
        new HttpRules(
            url,
            settings.web().allowedOrigins(),
            settings.web().allowedHosts(),
            settings.web().legacyStateless());
    Meters meters = new Meters(health);
    transports = mcp.http(rules, meters, accounts.tiers(), accounts.sessions());
    meters.sessions(transports.sessions());

    web = new JettyServer("web", place.host(), place.port());
    List<String> paths = new ArrayList<>(transports.servlets().keySet());
    // What Stripe sends has a signature in place of a token, and comes as often as it will.
    accounts.servlets().keySet().stream()
        .filter(path -> !path.startsWith("/webhooks/"))
        .forEach(paths::add);
    ClientAddress addresses = new ClientAddress(settings.web().trustedProxies());
    Budgets budgets = new Budgets(settings.web().anonymousPerMinute(), System::nanoTime);
    web.filter(new Tally(addresses, budgets), paths);
    web.filter(transports.guard(), paths.stream().filter(path -> !isPage(path)).toList());
    web.filter(transports.pageGuard(), paths.stream().filter(HttpServer::isPage).toList());
    web.filter(
        new Turnstile(addresses, new AddressLimit(CHECKOUTS_PER_MINUTE, System::nanoTime)),
        List.of("/billing/checkout"));
    Entrance entrance =
        new Entrance(accounts.bearers(), addresses, budgets, rules.challenge(), () -> closing);
    web.filter(entrance, paths);
    web.filter(entrance, List.of(""));
    Map<String, HttpServlet> servlets = new HashMap<>(transports.servlets());
    servlets.putAll(accounts.servlets());
    servlets.put("", new Page(health, about(settings, url)));
    servlets.put("/health/live", new Answering(() -> Answer.plain(200, "alive")));
    servlets.put("/health/ready", new Answering(this::readiness));
    web.servlets(servlets);

    admin = new JettyServer("admin", place.adminHost(), place.adminPort());
    admin.filter(new NamedHosts(rules), List.of("/*"));
    admin.servlets(
        Map.of(
            "/metrics",
            new Answering(
                () -> new Answer(200, "text/plain; version=0.0.4;charset=utf-8", meters.text())),
            "/health",
            new Answering(() -> new Answer(200, "application/json", mcp.health()))));
  }

  /**
   * Who is let in, and what there is for who is.
   *
   * @param sessions where other instances find theirs
   * @param servlets by their paths
   */
  public record Accounts(
      Bearers bearers,
      FindTier tiers,
      SessionDirectory sessions,
      Map<String, HttpServlet> servlets) {}

  /** Where to listen. */
  public record Place(String host, int port, String adminHost, int adminPort) {}

  private static boolean isPage(String path) {
    return path.startsWith("/billing/");
  }

  private static Page.About about(Settings settings, String url) {
    return new Page.About(
        settings.server().name(),
        settings.server().version(),
        settings.server().description(),
        url,
        settings.access().supportUrl().uri().toString());
  }

  private Answer readiness() {
    boolean ready = !closing && health.canAnswer();
    return ready ? Answer.plain(200, "ready") : Answer.plain(503, "not ready");
  }

  /** Opens both ports; throws if one cannot be had, and then has none. */
  public void start() throws IOException {
    web.start();
    try {
      admin.start();
    } catch (IOException e) {
      web.close();
      throw e;
    }
  }

  public int port() {
    return web.port();
  }

  public int adminPort() {
    return admin.port();
  }

  /** Lets calls in flight end, for a while; takes no new ones. */
  @Override
  public void close() {
    closing = true;
    web.closePort();
    transports.drain(DRAIN);
    web.close();
    admin.close();
  }
}
