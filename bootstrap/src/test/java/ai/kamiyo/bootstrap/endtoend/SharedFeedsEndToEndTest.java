package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.adapters.persistence.redis.Redis;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two servers on two machines, so to speak, with one Redis between them. */
class SharedFeedsEndToEndTest {
  private static final int REFRESH = 3;
  private static final int COMERS = 5;
  private static final int MOST_ROUNDS = 3;
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private Installation one;
  private Installation other;

  @BeforeEach
  void install() {
    one = new Installation(folder.resolve("one"));
    other = new Installation(folder.resolve("other"));
  }

  @AfterEach
  void end() {
    one.close();
    other.close();
  }

  @Test
  void oneReadsForBothAndEachForItselfWhenRedisIsGone() {
    try (Redis redis = Redis.open();
        KamiyoStandIn api = KamiyoStandIn.of(Rows.made(700, 51));
        Server here = live(one, api, redis).server();
        Server there = live(other, api, redis).server()) {
      Live.awaitTotal(here, 700);
      Live.awaitTotal(there, 700);
      // Where Redis answers too late, each reads for itself for some seconds; a busy machine may do
      // that to a round, but not to all.
      int rows = 700;
      boolean shared = false;
      for (int round = 1; round <= MOST_ROUNDS && !shared; round++) {
        shared = oneReadsForBoth(api, here, there, rows);
        rows += COMERS;
      }
      assertThat(shared).as("a round in which one reads for both").isTrue();
      assertThat(everything(here)).isEqualTo(everything(there));
      awaitSameAge(here, there);

      redis.kill();
      api.forget();
      api.add(Rows.row(9000, "Latecomer", LocalDateTime.of(2025, 9, 20, 1, 0)));
      Live.awaitTotal(here, rows + 1);
      Live.awaitTotal(there, rows + 1);
      Patience.until(
          () -> Set.copyOf(api.authorizations()).size() == 2, () -> "readings by both of them");
      assertThat(Live.feed(here.health().answer(), "kamiyo").path("last_error").asString(""))
          .isEmpty();
      assertThat(here.finish()).isZero();
      assertThat(there.finish()).isZero();
      here.assertOnlyProtocol();
    }
  }

  /** Lets some rows come one after the other, and tells whether the API was asked by one alone. */
  private static boolean oneReadsForBoth(KamiyoStandIn api, Server here, Server there, int rows) {
    long begin = System.nanoTime();
    api.forget();
    for (int comer = rows + 1; comer <= rows + COMERS; comer++) {
      LocalDateTime day = LocalDateTime.of(2025, 9, 2, 1, 0).plusDays(comer - 700);
      api.add(Rows.row(8000 + comer, "Comer" + (char) ('a' + comer - 700), day));
      Live.awaitTotal(here, comer);
      Live.awaitTotal(there, comer);
    }
    long readings = readings(api);
    // Asked for the newest rows once in a refresh, and a little sooner if one's second comes
    // before the other's; for all rows, two pages, at most twice meanwhile.
    long refreshes = (System.nanoTime() - begin) / (REFRESH * SECOND) + 1;
    assertThat(readings).isGreaterThanOrEqualTo(COMERS);
    return readings <= refreshes + 2;
  }

  @Test
  void aBrokenCopyInRedisIsIgnored() {
    try (Redis redis = Redis.open();
        KamiyoStandIn api = KamiyoStandIn.of(Rows.made(40, 52))) {
      try (Server here = live(one, api, redis).server()) {
        Live.awaitTotal(here, 40);
        Patience.until(() -> !redis.keys("kamiyo:copy:*}:*-*").isEmpty(), () -> "a copy");
      }
      for (String key : redis.keys("kamiyo:copy:*}:*-*")) {
        redis.ask("SETRANGE", key, "30", "this was never packed by anybody");
      }
      api.forget();
      try (Server there = live(other, api, redis).with("KAMIYO_REFRESH_SECONDS", "600").server()) {
        Live.awaitTotal(there, 40);
        assertThat(readings(api)).isPositive();
        assertThat(there.err()).anyMatch(line -> line.contains("is ignored"));
        assertThat(Live.feed(there.health().answer(), "kamiyo").path("last_error").asString(""))
            .isEmpty();
      }
    }
  }

  @Test
  void offlineRedisGivesNoCopy() {
    try (Redis redis = Redis.open();
        KamiyoStandIn api = KamiyoStandIn.of(Rows.made(40, 53));
        Server here = live(one, api, redis).server()) {
      Live.awaitTotal(here, 40);
      api.forget();
      Installation offline = live(other, api, redis).with("KAMIYO_OFFLINE", "true");
      try (Server there = offline.server()) {
        there.search(Map.of()).refusal("upstream_unavailable", 503);
      }
    }
  }

  /** Each with a key of its own, by which the API knows it. */
  private static Installation live(Installation installation, KamiyoStandIn api, Redis by) {
    return Live.kamiyo(installation, api)
        .with("KAMIYO_API_KEY", "key-" + Integer.toHexString(installation.home().hashCode()))
        .with("REDIS_URL", by.address().toString())
        .with("KAMIYO_REFRESH_SECONDS", Integer.toString(REFRESH));
  }

  /** How often the feed was read, in however many pages. */
  private static long readings(KamiyoStandIn api) {
    return api.requests().stream()
        .filter(Live::isOfTheFeed)
        .filter(request -> request.parameters().getOrDefault("page", "1").equals("1"))
        .count();
  }

  /** All incidents, but for the moments at which this very installation met them. */
  private static List<String> everything(Server server) {
    return Live.everything(server).stream()
        .map(exploit -> exploit.replaceAll("\"(first_seen|updated_at)\":\"[^\"]*\"", ""))
        .toList();
  }

  /** Both name the same moment, in a second in which neither is behind. */
  private static void awaitSameAge(Server here, Server there) {
    Patience.until(
        () -> {
          List<JsonNode> moments =
              List.of(here, there).stream()
                  .map(each -> Live.feed(each.health().answer(), "kamiyo").path("fetched_at"))
                  .toList();
          return moments.getFirst().isString() && moments.getFirst().equals(moments.getLast());
        },
        () -> "the same fetched_at");
  }
}
