package ai.kamiyo.adapters.kamiyo.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.feed.Census.Figure;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Reply;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CensusTest {
  private static final int ROWS = 40;

  private final KamiyoStandIn api = KamiyoStandIn.of(Rows.made(ROWS, 3)).withoutPaywall();
  private final WebServer server =
      new WebServer(
          KamiyoFeed.SPOKEN,
          new WebServer.Bearer("KAMIYO_API_KEY", Optional.empty()),
          new WebServer.Limits(Duration.ofSeconds(5), 1 << 20, Duration.ofSeconds(1)),
          Clock.systemUTC());
  private final Census census = new Census(server, path -> URI.create(api.url() + "/" + path));

  @AfterEach
  void end() {
    server.close();
    api.close();
  }

  @Test
  void theNewerHealthTellsAVersion() throws Exception {
    assertThat(census.condition()).isEqualTo("ready ready, its database connected, version 1.0.0");
  }

  @Test
  void theOlderHealthTellsItsSources() throws Exception {
    api.olderHealth();
    assertThat(census.condition())
        .isEqualTo("ready ready, its database connected, 1 of its 2 sources active");
  }

  @Test
  void notToBeReadyIsTold() throws Exception {
    api.fail(
        "/ready",
        Faults.always(Reply.json(503, Map.of("status", "not ready", "database", "disconnected"))));
    api.fail("/health", Faults.html());
    assertThat(census.condition())
        .contains("/ready: the KAMIYO API fails (503)")
        .contains("/health: the KAMIYO API sent no JSON")
        .doesNotContain(Faults.INTERNALS);
  }

  @Test
  void whatWasReadIsAsItIsCounted() throws Exception {
    assertThat(figures()).hasSize(3).noneMatch(Figure::differs);
    assertThat(figures().getFirst()).isEqualTo(new Figure("exploits by /chains", ROWS, ROWS));
  }

  @Test
  void aDifferenceBeginsBeyondATwentieth() {
    assertThat(new Figure("rows", 100, 95).differs()).isFalse();
    assertThat(new Figure("rows", 100, 94).differs()).isTrue();
    assertThat(new Figure("rows", 94, 100).differs()).isTrue();
    assertThat(new Figure("rows", 0, 1).differs()).isTrue();
    assertThat(new Figure("rows", 0, 0).differs()).isFalse();
  }

  private List<Figure> figures() throws Exception {
    KamiyoFeed feed =
        new KamiyoFeed(server, URI.create(api.url()), Duration.ofMinutes(5), Clock.systemUTC());
    return census.figures(feed.read(Optional.empty()), LocalDate.now(ZoneOffset.UTC));
  }
}
