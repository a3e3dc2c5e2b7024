package ai.kamiyo.adapters.kamiyo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.health.Connection;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiProbeTest {
  private final List<String> asked = new ArrayList<>();
  private int exploits = 200;
  private int health = 200;
  private volatile boolean hanging;
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
    assertThat(probe(false)).isEqualTo(Connection.DISCONNECTED);
  }

  @Test
  void offlineItIsNeverAsked() {
    assertThat(probe(true)).isEqualTo(Connection.NOT_CONFIGURED);
    assertThat(asked).isEmpty();
  }

  private Connection probe(boolean offline) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return ApiProbe.of(
            new KamiyoSettings(
                Path.of("unused"),
                Set.of(),
                Duration.ofMinutes(5),
                Duration.ofDays(1),
                offline,
                Optional.of(
                    new KamiyoSettings.Upstream(url, Optional.empty(), Duration.ofSeconds(1))),
                new KamiyoSettings.DefiLlama(KamiyoSettings.DefiLlama.PUBLIC, Optional.empty()),
                KamiyoSettings.Wallet.NOTHING),
            Clock.systemUTC())
        .probe();
  }

  private HttpServer start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext(
          "/",
          exchange -> {
            asked.add(exchange.getRequestURI().toString());
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
