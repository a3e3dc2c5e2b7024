package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.DefiLlamaStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Fault;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** DefiLlama is asked seldom and politely, and believed with care. */
class DefiLlamaFeedEndToEndTest {
  private static final Duration WATCHED = Duration.ofMillis(1500);
  private static final Duration BEYOND_THE_INTERVAL = Duration.ofHours(3);

  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = new Installation(folder);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void theSampleIsReadAsItsImportReadsIt() {
    Path sample = Samples.defillama();
    Installation other = new Installation(folder.resolve("other"));
    Installation importing = other.with("KAMIYO_FEEDS", "imported");
    assertThat(importing.run("import", "defillama", sample.toString()).exit()).isZero();
    int expected = importing.total();
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(sample);
        Server server = Live.llama(installation, llama).server()) {
      Live.awaitTotal(server, expected);
      assertThat(server.search(Map.of()).answer().path("data").path("as_of").asString())
          .isEqualTo("2025-09-27");
      server.assertOnlyProtocol();
    } finally {
      other.close();
    }
  }

  @Test
  void itIsAskedOnlyAfterAToolWasCalled() {
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks(20));
        Server server = Live.llama(installation, llama).server()) {
      Patience.throughout(
          WATCHED,
          () -> {
            server.ping();
            server.exchange("tools/list", Map.of());
            return llama.requests().isEmpty();
          },
          () -> "silence: " + llama.requests());
      Live.awaitTotal(server, 20);
      assertThat(llama.requests("/hacks")).hasSize(1);
      assertThat(llama.authorizations()).isEmpty();
    }
  }

  @Test
  void aRestartWithinTheIntervalServesTheCopyOnDisk() {
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks(20))) {
      Instant fetched = fetched(llama, 20);
      llama.add(hack(500, 1_000_000));
      llama.forget();
      try (Server server = Live.llama(installation, llama).server()) {
        Patience.throughout(
            WATCHED.plusSeconds(1),
            () -> Live.total(server) == 20 && llama.requests("/hacks").isEmpty(),
            () -> "the copy alone: " + Live.total(server) + llama.requests());
        JsonNode feed = Live.feed(server.health().answer(), "defillama");
        assertThat(Instant.parse(feed.path("fetched_at").asString())).isEqualTo(fetched);
        assertThat(feed.has("last_error")).isFalse();
      }
    }
  }

  @Test
  void theNextFetchAsksWhetherAnythingChanged() {
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks(20))) {
      Instant fetched = fetched(llama, 20);
      Live.age(installation, fetched, BEYOND_THE_INTERVAL);
      llama.forget();
      try (Server server = Live.llama(installation, llama).server()) {
        Live.awaitTotal(server, 20);
        JsonNode health =
            Live.awaitHealth(
                server,
                "defillama",
                feed -> !Instant.parse(feed.path("fetched_at").asString()).isBefore(fetched));
        assertThat(health.path("status").asString()).isEqualTo("healthy");
        Received request = llama.requests("/hacks").getFirst();
        assertThat(request.header("If-None-Match"))
            .hasValueSatisfying(tag -> assertThat(tag).startsWith("W/\""));
        assertThat(request.header("If-Modified-Since")).contains("Wed, 1 Oct 2025 08:00:00 GMT");
        assertThat(llama.requests("/hacks")).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"429", "500", "html", "empty", "object", "truncated", "breaks", "huge", "words"})
  void whatIsNoListKeepsTheOldData(String name) {
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks(20))) {
      Instant fetched = fetched(llama, 20);
      Live.age(installation, fetched, BEYOND_THE_INTERVAL);
      llama.add(hack(500, 1_000_000));
      llama.forget();
      llama.fail("/hacks", fault(name));
      try (Server server = Live.llama(installation, llama).server()) {
        assertThat(Live.total(server)).isEqualTo(20);
        JsonNode health = Live.awaitError(server, "defillama");
        assertThat(health.path("status").asString()).isEqualTo("degraded");
        assertThat(Live.feed(health, "defillama").path("last_error").asString())
            .doesNotContain(Faults.INTERNALS, "Exception", "java.", "<");
        Patience.throughout(WATCHED, () -> Live.total(server) == 20, () -> "20 incidents");
        assertThat(llama.requests("/hacks")).hasSizeLessThan(6);
        assertThat(llama.sent()).isLessThan(1L << 30);
      }
    }
  }

  private static Fault fault(String name) {
    return switch (name) {
      case "429" -> Faults.tooManyRequests(60);
      case "500" -> Faults.internalError();
      case "html" -> Faults.html();
      case "empty" -> Faults.json("[]");
      case "object" -> Faults.json("{\"message\":\"moved to another plan\"}");
      case "truncated" -> BadLine.truncated();
      case "breaks" -> BadLine.brokenOff();
      case "huge" -> BadLine.endless("[{}");
      default -> Faults.json("[\"a\",\"b\"]");
    };
  }

  @Test
  void rowsThatDriftAreRead() {
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks(20))) {
      llama.drift(hack -> {
        hack.put("defillamaId", hack.path("defillamaId").asString());
        hack.put("amount", hack.path("amount").asString());
        hack.put("date", hack.path("date").asString());
        hack.remove(List.of("language", "targetType", "returnedFunds", "bridgeHack"));
        hack.put("severity", "a field that is new");
        hack.putNull("chain");
      });
      try (Server server = Live.llama(installation, llama).server()) {
        Live.awaitTotal(server, 20);
        assertThat(server.search(Map.of("limit", 20)).exploits())
            .allMatch(exploit -> exploit.path("loss_usd").asDouble(0) >= 1e6);
      }
    }
  }

  @Test
  void amountsAMillionTimesTooHighAreNotBelieved() {
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks(20))) {
      llama.drift(hack -> hack.put("amount", hack.path("amount").asLong() * 1_000_000));
      llama.add(hack(300, 3_000_000));
      try (Server server = Live.llama(installation, llama).server()) {
        Live.awaitTotal(server, 1);
        Live.awaitHealth(server, "defillama", feed -> feed.path("quarantined").asInt() == 20);
        assertThat(server.search(Map.of("min_loss_usd", 5e9)).total()).isZero();
      }
    }
  }

  @Test
  void theSampleAMillionTimesTooHighChangesNoLossBesideAnotherSource() {
    Path sample = Samples.defillama();
    Map<String, JsonNode> bundled = losses(installation.with("KAMIYO_FEEDS", "bundled"));
    assertThat(bundled).hasSizeGreaterThan(150);
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(sample)) {
      llama.drift(hack -> hack.put("amount", hack.path("amount").asDouble(0) * 1e6));
      try (Server server =
          Live.llama(installation, llama).with("KAMIYO_FEEDS", "defillama,bundled").server()) {
        assertThat(Live.total(server)).isPositive();
        Live.awaitHealth(server, "defillama", feed -> feed.path("quarantined").asInt() > 0);
        assertThat(server.search(Map.of("min_loss_usd", 5e9)).exploits()).isEmpty();
        assertThat(losses(server)).containsAllEntriesOf(bundled);
      }
    }
  }

  private static Map<String, JsonNode> losses(Installation installation) {
    try (Server server = installation.server()) {
      return losses(server);
    }
  }

  /** What was lost, by the exploit's id. */
  private static Map<String, JsonNode> losses(Server server) {
    Map<String, JsonNode> losses = new HashMap<>();
    for (String exploit : Live.everything(server)) {
      JsonNode read = Json.read(exploit);
      losses.put(read.path("id").asString(), read.path("loss_usd"));
    }
    return losses;
  }

  @Test
  void itsProtocolsAreReadTooAndTheirTroublesAreTold() {
    try (DefiLlamaStandIn llama =
        DefiLlamaStandIn.of(hacks(20))
            .protocols(List.of(Map.of("name", "Unharmed", "tvl", 5), Map.of("name", "Other")))) {
      Installation live = Live.llama(installation, llama);
      Outcome doctor = live.run("doctor");
      assertThat(doctor.exit()).as(doctor.all()).isZero();
      assertThat(doctor.out()).containsPattern("protocols defillama.*2 protocols, read .* ago");
    }
    Installation other = new Installation(folder.resolve("other"));
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks(20))) {
      llama.fail("/protocols", Faults.html());
      try (Server server = Live.llama(other, llama).server()) {
        Live.awaitTotal(server, 20);
        JsonNode health = Live.awaitError(server, "defillama");
        assertThat(health.path("status").asString()).isEqualTo("degraded");
        assertThat(Live.feed(health, "defillama").path("last_error").asString())
            .contains("protocols")
            .doesNotContain(Faults.INTERNALS);
      }
    } finally {
      other.close();
    }
  }

  @Test
  void aKeySelectsThePaidPathAndIsNeverTold() {
    String key = "paid-k3y-of-the-stand-in";
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks(20)).paidWith(key)) {
      Installation paying =
          Live.llama(installation, llama).with("DEFILLAMA_API_KEY", key).with("LOG_LEVEL", "DEBUG");
      try (Server server = paying.server()) {
        Live.awaitTotal(server, 20);
        assertThat(llama.requests())
            .isNotEmpty()
            .allMatch(request -> request.path().startsWith("/" + key + "/api/"));
        server.health();
        server.finish();
        assertThat(server.out()).noneMatch(line -> line.contains(key));
        assertThat(server.err()).noneMatch(line -> line.contains(key));
      }
      assertThat(paying.run("doctor").all()).isNotBlank().doesNotContain(key);
    }
  }

  @Test
  void aKeyThatIsRefusedIsNotToldEither() {
    String key = "wr0ng-key";
    try (DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks(20));
        Server server =
            Live.llama(installation, llama)
                .with("DEFILLAMA_API_KEY", key)
                .with("LOG_LEVEL", "DEBUG")
                .server()) {
      server.search(Map.of());
      JsonNode health = Live.awaitError(server, "defillama");
      assertThat(Live.feed(health, "defillama").path("last_error").asString()).contains("401");
      assertThat(server.out()).noneMatch(line -> line.contains(key));
      assertThat(server.err()).noneMatch(line -> line.contains(key));
    }
  }

  /** Fills the copy on disk and tells when it was fetched. */
  private Instant fetched(DefiLlamaStandIn llama, int total) {
    try (Server server = Live.llama(installation, llama).server()) {
      Live.awaitTotal(server, total);
      JsonNode health = Live.awaitHealth(server, "defillama", feed -> feed.has("fetched_at"));
      assertThat(server.finish()).isZero();
      return Instant.parse(Live.feed(health, "defillama").path("fetched_at").asString());
    }
  }

  static List<Map<String, @Nullable Object>> hacks(int count) {
    List<Map<String, @Nullable Object>> hacks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hacks.add(hack(i, 1_000_000L + 250_000L * i));
    }
    return hacks;
  }

  /** An incident of its own protocol and its own week. */
  static Map<String, @Nullable Object> hack(int number, long amount) {
    Map<String, @Nullable Object> hack = new LinkedHashMap<>();
    hack.put("date", 1_500_000_000L / 86_400 * 86_400 + 7L * 86_400 * number);
    hack.put("name", "Victim" + (char) ('a' + number % 26) + (char) ('a' + number / 26) + "quux");
    hack.put("classification", "Protocol Logic");
    hack.put("technique", "Reentrancy");
    hack.put("amount", amount);
    hack.put("chain", List.of("Ethereum"));
    hack.put("bridgeHack", false);
    hack.put("targetType", "DeFi Protocol");
    hack.put("source", "https://incidents.example/" + number);
    hack.put("returnedFunds", null);
    hack.put("defillamaId", 10_000 + number);
    hack.put("language", "Solidity");
    return hack;
  }
}
