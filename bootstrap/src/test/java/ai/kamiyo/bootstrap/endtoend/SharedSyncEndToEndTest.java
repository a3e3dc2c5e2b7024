package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that read the same feed into the same home, and servers that are killed at it. */
class SharedSyncEndToEndTest {
  private static final int SERVERS = 8;

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
  void eightServersThatRefreshAtOnceLoseNothing() throws Exception {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(700, 31))) {
      Installation live = Live.kamiyo(installation, api);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
          int number = i;
          all.add(threads.submit(() -> refresh(live, api, number)));
        }
        for (Future<?> each : all) {
          each.get();
        }
      }
      List<String> last;
      try (Server server = live.server()) {
        Live.awaitTotal(server, 700 + SERVERS);
        last = Live.everything(server);
        assertThat(server.finish()).isZero();
      }
      api.down();
      try (Server server = live.server()) {
        assertThat(Live.everything(server)).isEqualTo(last);
      }
    }
  }

  /** Each server brings one more incident about and ends when it has seen those of all. */
  private static void refresh(Installation live, KamiyoStandIn api, int number) {
    try (Server server = live.server()) {
      Patience.until(() -> Live.total(server) >= 700, () -> "the first rows");
      LocalDateTime day = LocalDateTime.of(2025, 9, 10, 1, 0).plusDays(number);
      api.add(Rows.row(8000 + number, "Comer" + "abcdefgh".charAt(number), day));
      Live.awaitTotal(server, 700 + SERVERS);
      assertThat(server.finish()).isZero();
      server.assertOnlyProtocol();
      assertThat(server.err()).noneMatch(line -> line.contains("Exception"));
    }
  }

  @Test
  void aServerKilledInTheMiddleOfASyncLeavesTheReplicaAsItWas() {
    List<Map<String, @Nullable Object>> old = Rows.made(50, 32);
    old.forEach(row ->
        row.replace("timestamp", "2019-" + String.valueOf(row.get("timestamp")).substring(5)));
    try (KamiyoStandIn api = KamiyoStandIn.of(old)) {
      Installation live = Live.kamiyo(installation, api);
      List<String> before;
      try (Server server = live.server()) {
        Live.awaitTotal(server, 50);
        before = Live.everything(server);
        server.finish();
      }
      // All of them newer than what is known: their first page alone does not meet it.
      Rows.made(1200, 33)
          .forEach(row -> {
            row.merge("id", 10_000, (id, more) -> (Integer) id + (Integer) more);
            api.add(row);
          });
      api.forget();
      api.fail("/exploits", Faults.after(1, BadLine.headersOnly()));
      try (Server server = live.server()) {
        server.search(Map.of());
        Patience.until(
            () -> api.requests().stream().filter(Live::isOfTheFeed).count() >= 2,
            () -> "the second page to be asked for");
        server.kill();
      }
      api.down();
      try (Server server = live.server()) {
        assertThat(Live.everything(server)).isEqualTo(before);
      }
    }
  }

  @Test
  void serversKilledAtAnyMomentLeaveAReadableReplica() {
    Random random = new Random(34);
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(900, 35))) {
      Installation live = Live.kamiyo(installation, api);
      int least = 0;
      for (int round = 0; round < 5; round++) {
        api.add(
            Rows.row(
                6000 + round,
                "Round" + "abcde".charAt(round),
                LocalDateTime.of(2025, 9, 5, 3, 0).plusDays(4L * round)));
        try (Server server = live.server()) {
          int known = least;
          Patience.until(() -> Live.total(server) >= Math.max(1, known), () -> "a replica");
          // A moment at which it may be writing.
          LockSupport.parkNanos(random.nextInt(1_500) * 1_000_000L);
          least = Math.max(least, Live.total(server));
          server.kill();
        }
      }
      api.down();
      try (Server server = live.server()) {
        assertThat(Live.total(server)).isGreaterThanOrEqualTo(900);
        assertThat(Live.everything(server)).doesNotHaveDuplicates();
      }
    }
  }
}
