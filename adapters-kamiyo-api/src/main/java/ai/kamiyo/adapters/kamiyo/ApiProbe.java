package ai.kamiyo.adapters.kamiyo;

import ai.kamiyo.adapters.kamiyo.KamiyoSettings.Upstream;
import ai.kamiyo.adapters.kamiyo.feed.KamiyoFeed;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.HealthProbe;
import ai.kamiyo.domain.health.Outlook;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Asks the KAMIYO API for one exploit, and only if that fails whether it is alive at all: its
 * {@code /health} may be fine while {@code /exploits} fails.
 */
final class ApiProbe implements HealthProbe {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final long LONGEST_ANSWER = 1L << 20;

  private final Upstream upstream;
  private final Clock clock;

  private ApiProbe(Upstream upstream, Clock clock) {
    this.upstream = upstream;
    this.clock = clock;
  }

  static HealthProbe of(KamiyoSettings settings, Clock clock) {
    HealthProbe none = () -> Connection.NOT_CONFIGURED;
    return settings.offline()
        ? none
        : settings
            .upstream()
            .<HealthProbe>map(upstream -> new ApiProbe(upstream, clock))
            .orElse(none);
  }

  @Override
  public Connection probe() {
    try (WebServer server = server(upstream, clock)) {
      if (answers(server, "exploits?page=1&page_size=1")) {
        return Connection.CONNECTED;
      }
      return answers(server, "health") ? Connection.DEGRADED : Connection.DISCONNECTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Connection.DISCONNECTED;
    }
  }

  /** What to expect of the API if there is no copy of it; it is given all the time that is set. */
  static Outlook outlook(KamiyoSettings settings, Clock clock) throws InterruptedException {
    if (settings.offline()) {
      return Outlook.FORBIDDEN;
    }
    if (settings.upstream().isEmpty()) {
      return Outlook.SILENT;
    }
    Upstream upstream = settings.upstream().get();
    try (WebServer server = server(upstream, upstream.timeout(), clock)) {
      boolean answers =
          server.answers(address(upstream, "health"))
              || server.answers(address(upstream, "exploits?page=1&page_size=1"));
      return answers ? Outlook.ANSWERS : Outlook.SILENT;
    }
  }

  /** The API for a quick question or two. */
  static WebServer server(Upstream upstream, Clock clock) {
    boolean quick = upstream.timeout().compareTo(LONGEST) < 0;
    return server(upstream, quick ? upstream.timeout() : LONGEST, clock);
  }

  private static WebServer server(Upstream upstream, Duration timeout, Clock clock) {
    return new WebServer(
        KamiyoFeed.SPOKEN,
        UpstreamFeeds.bearer(upstream),
        new WebServer.Limits(timeout, LONGEST_ANSWER, LONGEST),
        clock);
  }

  static URI address(Upstream upstream, String path) {
    String base = upstream.url().toString();
    return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
  }

  /** Whether the whole answer comes in time and is no error; to be asked too often is none. */
  private boolean answers(WebServer server, String path) throws InterruptedException {
    try {
      server.once(address(upstream, path), Validators.NONE);
      return true;
    } catch (WebFailure failure) {
      return failure.kind() == Kind.BUSY;
    }
  }
}
