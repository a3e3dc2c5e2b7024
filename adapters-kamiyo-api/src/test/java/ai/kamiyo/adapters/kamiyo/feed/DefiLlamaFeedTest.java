package ai.kamiyo.adapters.kamiyo.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.kamiyo.adapters.kamiyo.upstream.DefiLlamaStandIn;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefiLlamaFeedTest {
  private final DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks());
  private final DefiLlamaFeed feed = feed();

  @AfterEach
  void end() {
    feed.close();
    llama.close();
  }

  @Test
  void amountsThatAreSuddenlyAMillionTimesAsHighDoNotTakeTheOldOnesPlace() throws Exception {
    FeedCopy before = feed.read(Optional.empty());
    llama.drift(hack -> hack.put("amount", hack.path("amount").asLong() * 1_000_000));
    WebFailure failure =
        catchThrowableOfType(WebFailure.class, () -> feed.read(Optional.of(before)));
    assertThat(failure.problem()).contains("beyond 5 billion USD", "the copy before is kept");
    assertThat(feed.read(Optional.empty()).reports()).hasSameSizeAs(before.reports());
  }

  @Test
  void aListThatHasLostItsHalfDoesNotEither() throws Exception {
    FeedCopy before = feed.read(Optional.empty());
    try (DefiLlamaStandIn shorter = DefiLlamaStandIn.of(hacks().subList(0, 9))) {
      DefiLlamaFeed other = feed(shorter);
      WebFailure failure =
          catchThrowableOfType(WebFailure.class, () -> other.read(Optional.of(before)));
      assertThat(failure.problem()).contains("sent 9 reports where it had 20");
      other.close();
    }
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    FeedCopy before = feed.read(Optional.empty());
    FeedCopy again = feed.read(Optional.of(before));
    assertThat(again.tellsTheSameAs(before)).isTrue();
    assertThat(llama.requests().getLast().header("If-None-Match")).isPresent();
    assertThat(llama.requests().getLast().header("If-Modified-Since")).isPresent();
  }

  private static List<Map<String, Object>> hacks() {
    List<Map<String, Object>> hacks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      hacks.add(Map.of("name", "Victim " + i, "date", 1_600_000_000 + 700_000 * i, "amount", 9000));
    }
    return hacks;
  }

  private DefiLlamaFeed feed() {
    return feed(llama);
  }

  private static DefiLlamaFeed feed(DefiLlamaStandIn from) {
    WebServer server =
        new WebServer(
            "DefiLlama",
            new WebServer.Bearer("DEFILLAMA_API_KEY", Optional.empty()),
            new WebServer.Limits(Duration.ofSeconds(5), 1 << 20, Duration.ofMillis(1)),
            Clock.systemUTC());
    URI address = URI.create(from.url() + "/hacks");
    return new DefiLlamaFeed(server, address, Duration.ofHours(1), Clock.systemUTC());
  }
}
