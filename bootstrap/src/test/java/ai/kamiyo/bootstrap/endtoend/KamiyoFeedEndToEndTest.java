package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The replica of the KAMIYO API: right, kept up to date, and honest about its age. */
class KamiyoFeedEndToEndTest {
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
  void theSampleIsServedWithoutItsJunk() {
    Path sample = Samples.kamiyo();
    Installation other = new Installation(folder.resolve("other"));
    Installation importing = other.with("KAMIYO_FEEDS", "imported");
    assertThat(importing.run("import", "kamiyo", sample.toString()).exit()).isZero();
    int expected = importing.total();
    try (KamiyoStandIn api = KamiyoStandIn.of(sample);
        Server server = Live.kamiyo(installation, api).server()) {
      Live.awaitTotal(server, expected);
      for (String name : List.of("Cetus", "Curve")) {
        assertThat(server.search(Map.of("protocol", name)).total()).as(name).isPositive();
      }
      for (String junk : List.of("rack", "vllm", "Test Protocol", "Unknown")) {
        assertThat(server.search(Map.of("protocol", junk)).exploits())
            .noneMatch(exploit -> exploit.path("protocol").asString().equals(junk));
      }
      assertThat(server.search(Map.of("min_loss_usd", 100e9)).total()).isZero();
      JsonNode health =
          Live.awaitHealth(server, "kamiyo", feed -> feed.path("quarantined").asInt() > 0);
      // Seven forum posts that name no victim, three advisories, and the test row.
      assertThat(Live.feed(health, "kamiyo").path("quarantined").asInt()).isEqualTo(11);
      assertThat(health.path("status").asString()).isEqualTo("healthy");
      assertThat(health.path("api_connection").asString()).isEqualTo("connected");
      // The newest row of all is an advisory; the newest incident is three days older.
      assertThat(health.path("exploit_data").path("as_of").asString()).isEqualTo("2025-10-04");
      server.assertOnlyProtocol();
    } finally {
      other.close();
    }
  }

  @Test
  void aRestartWithoutTheApiAnswersFromTheDiskAndSaysHowOldThatIs() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(60, 1))) {
      Installation live = Live.kamiyo(installation, api);
      List<String> before = synced(live, 60);
      Instant down = Instant.now();
      api.down();
      try (Server server = live.server()) {
        assertThat(Live.everything(server)).isEqualTo(before);
        JsonNode health = Live.awaitError(server, "kamiyo");
        assertThat(health.path("status").asString()).isEqualTo("degraded");
        assertThat(health.path("api_connection").asString()).isEqualTo("disconnected");
        JsonNode feed = Live.feed(health, "kamiyo");
        assertThat(Instant.parse(feed.path("fetched_at").asString()))
            .isBetween(down.minusSeconds(120), down);
        assertThat(feed.path("last_error").asString()).doesNotContain("Exception", "java.");
        // As of the newest incident, not of the day when it was fetched.
        assertThat(feed.path("as_of").asString()).isEqualTo("2025-09-01");
        assertThat(server.search(Map.of()).answer().path("data").path("as_of").asString())
            .isEqualTo("2025-09-01");
      }
    }
  }

  @Test
  void theLastThirtyDaysOfOldDataAreNotCovered() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 2));
        Server server = Live.kamiyo(installation, api).server()) {
      Live.awaitTotal(server, 30);
      LocalDate since = LocalDate.now(ZoneOffset.UTC).minusDays(30);
      Result recent = server.search(Map.of("since", since.toString()));
      assertThat(recent.total()).isZero();
      assertThat(recent.answer().path("window_covered").asBoolean(true)).isFalse();
      assertThat(recent.answer().path("data").path("as_of").asString()).isEqualTo("2025-09-01");
      assertThat(Json.strings(recent.answer().path("notes")))
          .anyMatch(note -> note.contains("2025-09-01"));
      assertThat(
              server
                  .search(Map.of("since", "2025-08-20", "until", "2025-08-25"))
                  .answer()
                  .path("window_covered")
                  .asBoolean(false))
          .isTrue();
    }
  }

  @Test
  void aNewItemIsSeenThroughTheFirstPageAlone() {
    // Every twelfth refresh reads all pages, which is not to come meanwhile.
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(1200, 3));
        Server server =
            Live.kamiyo(installation, api).with("KAMIYO_REFRESH_SECONDS", "3").server()) {
      Live.awaitTotal(server, 1200);
      api.forget();
      api.add(Rows.row(5000, "Brandnewvault", LocalDateTime.of(2025, 10, 2, 9, 30)));
      Live.awaitTotal(server, 1201);
      List<String> pages =
          api.requests("/exploits").stream()
              .filter(Live::isOfTheFeed)
              .map(request -> request.parameters().getOrDefault("page", "1"))
              .distinct()
              .toList();
      assertThat(pages).contains("1").doesNotContain("3");
      assertThat(server.search(Map.of("query", "Brandnewvault")).ids())
          .containsExactly("brandnewvault-2025-10-02");
      assertThat(server.search(Map.of()).answer().path("data").path("as_of").asString())
          .isEqualTo("2025-10-02");
    }
  }

  @Test
  void rowsThatComeAndGoDuringTheSyncAreNeitherLostNorDoubled() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(1300, 4))) {
      for (int i = 0; i < 7; i++) {
        int id = 7000 + i;
        Runnable insertion =
            () -> api.add(Rows.row(id, "Intruder" + id, LocalDateTime.of(2025, 9, 20, 1, 0)));
        api.afterPage(i + 1, i % 3 == 2 ? () -> api.delete(1) : insertion);
      }
      try (Server server = Live.kamiyo(installation, api).server()) {
        Patience.until(
            () -> api.size() != 1300 && Live.total(server) == api.size(),
            () -> "all " + api.size() + " rows");
        assertThat(Live.everything(server)).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void anEditIsSeenAndADeletedItemIsGone() {
    List<Map<String, @Nullable Object>> rows = Rows.made(40, 5);
    try (KamiyoStandIn api = KamiyoStandIn.of(rows);
        Server server = Live.kamiyo(installation, api).server()) {
      Live.awaitTotal(server, 40);
      Map<String, Object> detailed =
          Map.of(
              "protocol",
              String.valueOf(rows.getFirst().get("protocol")),
              "response_format",
              "detailed");
      JsonNode before = server.search(detailed).exploits().getFirst();
      Instant edited = Instant.now();
      api.edit(1, row -> row.put("description", "The team now says it was a rounding error."));
      Live.awaitSearch(
          server,
          detailed,
          result -> result.exploits().getFirst().toString().contains("rounding error"));
      JsonNode after = server.search(detailed).exploits().getFirst();
      assertThat(after.path("id")).isEqualTo(before.path("id"));
      assertThat(after.path("first_seen")).isEqualTo(before.path("first_seen"));
      assertThat(Instant.parse(after.path("updated_at").asString()))
          .isAfter(Instant.parse(before.path("updated_at").asString()));
      assertThat(server.search(Map.of("updated_since", edited.toString())).ids())
          .containsExactly(after.path("id").asString());
      api.delete(40);
      Live.awaitTotal(server, 39);
    }
  }

  @Test
  void onlyALiveFeedGrowsStale() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 6))) {
      Installation live =
          Live.kamiyo(installation, api)
              .with("KAMIYO_FEEDS", "kamiyo,bundled,imported")
              .with("KAMIYO_MAX_STALENESS_SECONDS", "2");
      try (Server server = live.server()) {
        Live.awaitHealth(
            server,
            "kamiyo",
            feed -> feed.has("fetched_at") && !feed.path("stale").asBoolean(true));
        api.down();
        JsonNode stale =
            Live.awaitHealth(server, "kamiyo", feed -> feed.path("stale").asBoolean(false));
        assertThat(stale.path("status").asString()).isEqualTo("degraded");
        assertThat(stale.path("exploit_data").path("stale").asBoolean(false)).isTrue();
        for (String local : List.of("bundled", "imported")) {
          assertThat(Live.feed(stale, local).path("stale").asBoolean(true)).as(local).isFalse();
        }
        JsonNode answer = server.search(Map.of()).answer();
        assertThat(answer.path("data").path("stale").asBoolean(false)).isTrue();
        api.up();
        Live.awaitHealth(server, "kamiyo", feed -> !feed.path("stale").asBoolean(true));
      }
    }
  }

  /** What a server that has read everything answers, after it has ended. */
  private static List<String> synced(Installation live, int total) {
    try (Server server = live.server()) {
      Live.awaitTotal(server, total);
      List<String> everything = Live.everything(server);
      assertThat(server.finish()).isZero();
      return everything;
    }
  }
}
