package ai.kamiyo.adapters.kamiyo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.Outlook;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiProbeTest {
  /** For what hangs. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** For what answers, on a busy machine too. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<String> asked = new ArrayList<>();
  private int exploits = 200;
  private int health = 200;
  private volatile boolean hanging;
  private volatile boolean silent;
  private volatile Duration delay = Duration.ZERO;
  private HttpServer server = start();

  @BeforeEach
  void restart() {
    server.stop(0);
    server = start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anApiThatListsExploitsIsConnected() {
    assertThat(probe(false)).isEqualTo(Connection.CONNECTED);
    assertThat(asked).containsExactly("/exploits?page=1&page_size=1");
  }

  @Test
  void oneThatIsAliveButListsNothingIsDegraded() {
    exploits = 500;
    assertThat(probe(false)).isEqualTo(Connection.DEGRADED);
    exploits = 402;
    assertThat(probe(false)).isEqualTo(Connection.DEGRADED);
  }

  @Test
  void oneThatFailsThroughoutOrIsGoneIsDisconnected() {
    exploits = 500;
    health = 500;
    assertThat(probe(false)).isEqualTo(Connection.DISCONNECTED);
    server.stop(0);
    assertThat(probe(false)).isEqualTo(Connection.DISCONNECTED);
  }

  @Test
  void oneThatHangsInTheMiddleOfAnAnswerIsGivenUp() {
    hanging = true;
    assertThat(ApiProbe.of(settings(false, SOON), Clock.systemUTC()).probe())
        .isEqualTo(Connection.DISCONNECTED);
  }

  @Test
  void offlineItIsNeverAsked() {
    assertThat(probe(true)).isEqualTo(Connection.NOT_CONFIGURED);
    assertThat(asked).isEmpty();
  }

  @Test
  void whateverItsStatusIsAnAnswerForAStart() throws Exception {
    for (int status : List.of(200, 401, 402, 404, 429, 500)) {
      exploits = status;
      health = status;
      assertThat(outlook(false)).as("status %d", status).isEqualTo(Outlook.ANSWERS);
    }
  }

  @Test
  void whatIsGoneOrHangsIsSilentAndOfflineNobodyIsAsked() throws Exception {
    silent = true;
    assertThat(ApiProbe.outlook(settings(false, SOON), Clock.systemUTC()))
        .isEqualTo(Outlook.SILENT);
    asked.clear();
    assertThat(outlook(true)).isEqualTo(Outlook.FORBIDDEN);
    assertThat(asked).isEmpty();
    server.stop(0);
    assertThat(outlook(false)).isEqualTo(Outlook.SILENT);
  }

  @Test
  void aStartGivesItAllTheTimeThatIsSet() throws Exception {
    delay = Duration.ofMillis(5500);
    assertThat(ApiProbe.outlook(settings(false, PATIENCE), Clock.systemUTC()))
        .isEqualTo(Outlook.ANSWERS);
  }

  private Outlook outlook(boolean offline) throws InterruptedException {
    return ApiProbe.outlook(settings(offline, PATIENCE), Clock.systemUTC());
  }

  private Connection probe(boolean offline) {
    return ApiProbe.of(settings(offline, PATIENCE), Clock.systemUTC()).probe();
  }

  private KamiyoSettings settings(boolean offline, Duration timeout) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new KamiyoSettings(
        Path.of("unused"),
        Set.of(),
        Duration.ofMinutes(5),
        Duration.ofDays(1),
        offline,
        Optional.of(new KamiyoSettings.Upstream(url, Optional.empty(), timeout)),
        new KamiyoSettings.DefiLlama(KamiyoSettings.DefiLlama.PUBLIC, Optional.empty()),
        KamiyoSettings.Wallet.NOTHING);
  }

  private HttpServer start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext(
          "/",
          exchange -> {
            asked.add(exchange.getRequestURI().toString());
            if (silent) {
              return;
            }
            LockSupport.parkNanos(delay.toNanos());
            if (hanging) {
              exchange.sendResponseHeaders(200, 1000);
              exchange.getResponseBody().write('[');
              exchange.getResponseBody().flush();
              return;
            }
            boolean list = exchange.getRequestURI().getPath().equals("/exploits");
            exchange.sendResponseHeaders(list ? exploits : health, -1);
            exchange.close();
          });
      http.start();
      return http;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
