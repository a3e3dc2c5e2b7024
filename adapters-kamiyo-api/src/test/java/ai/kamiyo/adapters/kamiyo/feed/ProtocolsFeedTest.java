package ai.kamiyo.adapters.kamiyo.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.DefiLlamaStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Fault;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.Reply;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProtocolsFeedTest {
  private final DefiLlamaStandIn llama = DefiLlamaStandIn.of(List.of()).protocols(rows());
  private final ProtocolsFeed feed = feed();

  @AfterEach
  void end() {
    feed.close();
    llama.close();
  }

  @Test
  void namesPlaceAndSizeAreTaken() throws Exception {
    ProtocolList list = feed.read(Optional.empty());
    assertThat(list.unreadable()).isZero();
    assertThat(list.protocols())
        .containsExactly(
            new ListedProtocol(
                "example-v3",
                Optional.of("defillama:4711"),
                "Example V3",
                List.of("Sample"),
                "Lending",
                List.of("Ethereum", "Binance"),
                Optional.of("example"),
                Optional.of(new BigDecimal("1234567.89"))),
            new ListedProtocol(
                "plain",
                Optional.empty(),
                "Plain",
                List.of(),
                "",
                List.of("xDai"),
                Optional.empty(),
                Optional.empty()),
            new ListedProtocol(
                "of-many",
                Optional.empty(),
                "Of Many!",
                List.of(),
                "Dexes",
                List.of(),
                Optional.empty(),
                Optional.empty()));
  }

  private static List<Map<String, Object>> rows() {
    return List.of(
        Map.of(
            "name", "Example V3",
            "id", "4711",
            "slug", "example-v3",
            "previousNames", List.of("Sample", "Sample"),
            "category", "Lending",
            "chain", "Multi-Chain",
            "chains", List.of("Ethereum", "Binance"),
            "parentProtocol", "parent#example",
            "tvl", 1234567.891,
            "chainTvls", Map.of("Ethereum", 1)),
        Map.of("name", "Plain", "chain", "xDai", "tvl", 0),
        Map.of("name", "Of Many!", "slug", "of-many", "chain", "Multi-Chain", "category", "Dexes"));
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    ProtocolList first = feed.read(Optional.empty());
    ProtocolList again = feed.read(Optional.of(first));
    assertThat(again.tellsTheSameAs(first)).isTrue();
    assertThat(again.fetchedAt()).isAfterOrEqualTo(first.fetchedAt());
    assertThat(again.validators()).isEqualTo(first.validators());
    assertThat(llama.requests("/protocols")).hasSize(2);
    assertThat(llama.requests("/protocols").getLast().header("If-None-Match")).isPresent();
    llama.protocols(rows().subList(0, 2));
    assertThat(feed.read(Optional.of(again)).protocols()).hasSize(2);
  }

  @Test
  void rowsThatDriftAreReadAndRowsThatAreNoneAreCounted() throws Exception {
    llama.protocols(
        List.of(
            Map.of("name", "Texts", "tvl", "5000000", "chains", "Ethereum", "category", 7),
            Map.of("name", List.of("of", "words"), "tvl", 1),
            "a word",
            Map.of("name", "Evil\u0000\u202ename", "tvl", -3, "chains", Map.of())));
    ProtocolList list = feed.read(Optional.empty());
    assertThat(list.unreadable()).isEqualTo(2);
    assertThat(list.protocols())
        .extracting(ListedProtocol::name)
        .containsExactly("Texts", "Evilname");
    assertThat(list.protocols().getFirst().tvl()).contains(new BigDecimal("5000000.00"));
    assertThat(list.protocols().getFirst().chains()).containsExactly("Ethereum");
    assertThat(list.protocols().getLast().tvl()).isEmpty();
  }

  @Test
  void whatIsNoListIsAFailure() throws Exception {
    ProtocolList read = feed.read(Optional.empty());
    ProtocolList held = new ProtocolList(read.protocols(), 0, read.fetchedAt(), Validators.NONE);
    for (Fault fault :
        new Fault[] {
          Faults.html(),
          Faults.json("{}"),
          Faults.json("[]"),
          BadLine.truncated(),
          Faults.always(Reply.json(404, Map.of())),
          Faults.always(Reply.json(401, Map.of()))
        }) {
      llama.fail("/protocols", fault);
      WebFailure failure =
          catchThrowableOfType(WebFailure.class, () -> feed.read(Optional.of(held)));
      assertThat(failure).isNotNull();
      assertThat(failure.problem()).startsWith("DefiLlama ").doesNotContain(Faults.INTERNALS);
    }
  }

  @Test
  void aMirrorWithoutTheListIsNoneTheWorse() throws Exception {
    llama.fail("/protocols", Faults.always(Reply.json(404, Map.of())));
    ProtocolList none = feed.read(Optional.empty());
    assertThat(none.protocols()).isEmpty();
    llama.mend();
    assertThat(feed.read(Optional.of(none)).protocols()).hasSize(3);
  }

  private ProtocolsFeed feed() {
    WebServer server =
        new WebServer(
            "DefiLlama",
            new WebServer.Bearer("DEFILLAMA_API_KEY", Optional.empty()),
            new WebServer.Limits(Duration.ofSeconds(5), 1 << 20, Duration.ofMillis(1)),
            Clock.systemUTC());
    URI address = URI.create(llama.url() + "/protocols");
    return new ProtocolsFeed(server, address, Duration.ofHours(1), Clock.systemUTC());
  }
}
