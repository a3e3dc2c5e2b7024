package ai.kamiyo.adapters.kamiyo;

import ai.kamiyo.adapters.kamiyo.KamiyoSettings.Upstream;
import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.HealthProbe;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the KAMIYO API for one exploit, and only if that fails whether it is alive at all: its
 * {@code /health} may be fine while {@code /exploits} fails.
 */
final class ApiProbe implements HealthProbe {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Upstream upstream;
  private final Duration timeout;

  private ApiProbe(Upstream upstream) {
    this.upstream = upstream;
    this.timeout = upstream.timeout().compareTo(LONGEST) < 0 ? upstream.timeout() : LONGEST;
  }

  static HealthProbe of(KamiyoSettings settings) {
    return settings.offline()
        ? () -> Connection.NOT_CONFIGURED
        : settings
            .upstream()
            .<HealthProbe>map(ApiProbe::new)
            .orElse(() -> Connection.NOT_CONFIGURED);
  }

  @Override
  public Connection probe() {
    HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
    try {
      if (answers(client, "exploits?page=1&page_size=1")) {
        return Connection.CONNECTED;
      }
      return answers(client, "health") ? Connection.DEGRADED : Connection.DISCONNECTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Connection.DISCONNECTED;
    } finally {
      client.shutdownNow();
    }
  }

  /** Whether the whole answer comes in time and is no error. */
  private boolean answers(HttpClient client, String path) throws InterruptedException {
    String base = upstream.url().toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base.endsWith("/") ? base + path : base + "/" + path));
    upstream.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    try {
      // A request's own timeout ends with the headers; a body may hang for ever.
      return client
              .sendAsync(request.build(), BodyHandlers.discarding())
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
              .statusCode()
          == 200;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
