package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.Fault;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Received;
import ai.kamiyo.adapters.kamiyo.upstream.Reply;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whatever the API answers, the replica stays what it was, the error is told in plain words, and
 * the API is not hammered. Every fault meets a server of its own with a replica on disk.
 */
class KamiyoFaultsEndToEndTest {
  private static final int ROWS = 60;
  private static final Duration WATCHED = Duration.ofSeconds(4);

  /**
   * One refresh, the breaker's rest of half of it, and a second each until the feed is due and its
   * copy is noticed: 3.5 seconds, and several times as many for a machine that is busy.
   */
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  @TempDir static Path folder;
  private static Installation good;
  private static List<String> replica = List.of();

  @BeforeAll
  static void replicate() {
    good = new Installation(folder.resolve("good"));
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(ROWS, 21));
        Server server = Live.kamiyo(good, api).server()) {
      Live.awaitTotal(server, ROWS);
      replica = Live.everything(server);
      assertThat(server.finish()).isZero();
    }
  }

  @AfterAll
  static void end() {
    good.close();
  }

  /** Faults by their names, each with what an operator must be able to read in the error. */
  private static Map<String, Fault> faults() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("402", Faults.paymentRequired());
    faults.put("422", Faults.unprocessable());
    faults.put("429", Faults.tooManyRequests(30));
    faults.put("500", Faults.internalError());
    faults.put("never answers", BadLine.never());
    faults.put("headers and then nothing", BadLine.headersOnly());
    faults.put("a byte now and then", BadLine.dripping(Duration.ofMillis(200)));
    faults.put("breaks off", BadLine.brokenOff());
    faults.put("truncated", BadLine.truncated());
    faults.put("gigabytes of rows", BadLine.endless());
    faults.put("gigabytes of something else", BadLine.endless("{\"more\":[{}"));
    faults.put("a page for people", Faults.html());
    faults.put("null", Faults.json("null"));
    faults.put("an array", Faults.json("[]"));
    faults.put("an API that never existed", Faults.json("{\"exploits\":[]}"));
    faults.put("data that are null", Faults.json(page("null")));
    faults.put("data that are a word", Faults.json(page("\"many\"")));
    faults.put("a total that is a word", Faults.json(page("[]").replace("60", "\"many\"")));
    faults.put(
        "rows of wrong types",
        Faults.rows(row -> {
          row.putArray("protocol");
          row.put("timestamp", true);
          row.putObject("id");
        }));
    return faults;
  }

  private static String page(String data) {
    return "{\"data\":" + data + ",\"total\":60,\"page\":1,\"page_size\":500,\"has_more\":false}";
  }

  @TestFactory
  Stream<DynamicTest> theReplicaStaysAndTheErrorIsTold() {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, Fault> fault : faults().entrySet()) {
      Future<?> meeting = threads.submit(() -> meet(fault.getKey(), fault.getValue()));
      tests.add(DynamicTest.dynamicTest(fault.getKey(), () -> join(meeting)));
    }
    threads.shutdown();
    return tests.stream();
  }

  private static void join(Future<?> meeting) throws InterruptedException {
    try {
      meeting.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static void meet(String name, Fault fault) {
    Installation installation = Live.copy(good, folder.resolve(name.replace(' ', '-')));
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(ROWS, 21))) {
      api.add(Rows.row(9000, "Half", LocalDateTime.of(2025, 9, 30, 0, 0)));
      api.fail("/exploits", fault);
      long start = System.nanoTime();
      try (Server server =
          Live.kamiyo(installation, api).with("KAMIYO_API_TIMEOUT", "1").server()) {
        assertThat(Live.everything(server)).isEqualTo(replica);
        JsonNode health = Live.awaitError(server, "kamiyo");
        assertThat(health.path("status").asString()).isEqualTo("degraded");
        String error = Live.feed(health, "kamiyo").path("last_error").asString();
        assertPlain(error);
        if (name.matches("\\d+")) {
          assertThat(error).contains(name);
        }
        assertThat(Live.feed(health, "kamiyo").path("fetched_at").asString("")).isNotBlank();
        Patience.throughout(WATCHED, () -> true, () -> "time to hammer");
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        List<Received> requests = api.requests().stream().filter(Live::isOfTheFeed).toList();
        assertThat(requests).as("requests in %s", time).hasSizeLessThan(ofAtMost(time));
        if (name.equals("429")) {
          assertThat(requests).as("Retry-After said 30 seconds").hasSize(1);
        }
        assertThat(api.sent()).as("bytes that were taken").isLessThan(1L << 30);
        assertThat(Live.everything(server)).isEqualTo(replica);
        server.assertOnlyProtocol();
      }
    } finally {
      installation.close();
    }
  }

  /** One look a second and some impatience is not hammering. */
  private static int ofAtMost(Duration time) {
    return (int) (2 * time.toSeconds()) + 8;
  }

  private static void assertPlain(String error) {
    assertThat(error)
        .isNotBlank()
        .doesNotContain(Faults.INTERNALS, "Exception", "Traceback", "sqlite", "java.", "jackson")
        .doesNotContain("<", "\n", Live.KEY)
        .hasSizeLessThan(400);
  }

  @Test
  void afterAFaultAllIsReadAgain() {
    Installation installation = Live.copy(good, folder.resolve("recovery"));
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(ROWS, 21))) {
      api.add(Rows.row(9000, "Late", LocalDateTime.of(2025, 9, 30, 0, 0)));
      api.fail("/exploits", Faults.internalError());
      try (Server server = Live.kamiyo(installation, api).server()) {
        Live.awaitError(server, "kamiyo");
        api.mend();
        Live.awaitTotal(server, ROWS + 1, RECOVERY);
        Live.awaitHealth(server, "kamiyo", feed -> !feed.has("last_error"));
      }
    } finally {
      installation.close();
    }
  }

  @Test
  void aSyncThatFailsHalfwayChangesNothing() {
    Installation installation = Live.copy(good, folder.resolve("halfway"));
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(1400, 22))) {
      api.fail("/exploits", Faults.after(1, Faults.internalError()));
      try (Server server = Live.kamiyo(installation, api).server()) {
        Live.awaitError(server, "kamiyo");
        assertThat(Live.everything(server)).isEqualTo(replica);
      }
    } finally {
      installation.close();
    }
  }

  @Test
  void aPageThatSaysThereIsAlwaysMoreIsNotFollowedForEver() {
    for (Fault fault :
        List.of(Faults.moreForever(), Faults.samePageForever(Reply.json(200, firstPage())))) {
      Installation installation = Live.copy(good, folder.resolve("more" + fault.hashCode()));
      try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(ROWS, 21))) {
        api.fail("/exploits", fault);
        try (Server server = Live.kamiyo(installation, api).server()) {
          Patience.until(
              () -> api.requests().stream().anyMatch(Live::isOfTheFeed), () -> "a first request");
          Patience.throughout(WATCHED, () -> true, () -> "time to go on for ever");
          assertThat(api.requests()).hasSizeLessThan(60);
          assertThat(Live.everything(server)).isEqualTo(replica);
        }
      } finally {
        installation.close();
      }
    }
  }

  private static Map<String, Object> firstPage() {
    return Map.of(
        "data", Rows.made(ROWS, 21), "total", ROWS, "page", 1, "page_size", 500, "has_more", true);
  }

  @Test
  void fieldsThatAreNullOrOfAnotherTypeDoNotHideTheirRows() {
    Installation installation = new Installation(folder.resolve("nulls"));
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(ROWS, 21))) {
      api.fail(
          "/exploits",
          Faults.rows(row -> {
            switch (row.path("id").asInt() % 3) {
              case 0 -> {
                row.putNull("amount_usd");
                row.putNull("category");
                row.putNull("description");
                row.putNull("source_url");
                row.putNull("created_at");
              }
              case 1 -> {
                row.put("amount_usd", row.path("amount_usd").asString());
                row.put("id", row.path("id").asString());
                row.put("severity", "a field that is new");
              }
              default -> row.remove(List.of("recovery_status", "category", "tx_hash"));
            }
          }));
      try (Server server = Live.kamiyo(installation, api).server()) {
        Live.awaitTotal(server, ROWS);
        assertThat(server.search(Map.of("limit", 1000)).exploits())
            .anyMatch(exploit -> exploit.path("loss_usd").isNull());
      }
    } finally {
      installation.close();
    }
  }

  @Test
  void oneRowThatIsNoneIsQuarantinedAndTheOthersAreRead() {
    Installation installation = new Installation(folder.resolve("one-bad"));
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(ROWS, 21))) {
      api.edit(7, row -> row.put("timestamp", "the day before yesterday"));
      try (Server server = Live.kamiyo(installation, api).server()) {
        Live.awaitTotal(server, ROWS - 1);
        Live.awaitHealth(server, "kamiyo", feed -> feed.path("quarantined").asInt() == 1);
      }
    } finally {
      installation.close();
    }
  }
}
