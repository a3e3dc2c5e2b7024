package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.KamiyoSettings;
import ai.kamiyo.adapters.persistence.journal.JournaledUsageLog;
import ai.kamiyo.adapters.persistence.limit.BucketRateLimiter;
import ai.kamiyo.adapters.persistence.local.LocalEntitlements;
import ai.kamiyo.application.call.ToolCallGate;
import ai.kamiyo.application.exploit.SearchExploits;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.UsageLog;
import ai.kamiyo.domain.exploit.DateRange;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.Filters;
import ai.kamiyo.domain.exploit.Sort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Usage: how fast rows reach PostgreSQL, and what recording costs the calls. */
public final class UsageFigures {
  private static final int ROWS = 100_000;
  private static final int RATE = 500;
  private static final int SECONDS = 10;
  private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

  private static final List<ExploitQuery> QUERY =
      Stream.of("flash loan", "curve", "axie brigde 2022", "private key", "oracle ethereum")
          .map(text ->
              ExploitQuery.first(
                  new Filters(
                      Optional.of(text),
                      DateRange.ALL,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty()),
                  Sort.RELEVANCE,
                  Optional.empty(),
                  10))
          .toList();

  private UsageFigures() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path home = Files.createTempDirectory("kamiyo-usage");
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start()) {
      PostgresServer server =
          new PostgresServer(
              postgres.getJdbcUrl("postgres", "postgres"),
              Optional.of("postgres"),
              Optional.empty(),
              4,
              Duration.ofSeconds(30));
      try (SqlStore store = Stores.owner(server, new Upkeep(CLOCK, Duration.ofDays(90)))) {
        store.ready();
        store.tidy();
        drain(home, store, 3);
        calls(home, store, rounds);
      }
    }
    System.exit(0);
  }

  private static void drain(Path home, SqlStore store, int rounds) throws Exception {
    double[] rates = new double[rounds];
    int before = 0;
    for (int round = 0; round < rounds; round++) {
      try (JournaledUsageLog log = log(home, store)) {
        log.start();
        Thread.sleep(1_500);
        long begin = System.nanoTime();
        for (int i = 0; i < ROWS; i++) {
          log.record(
              new ToolUse(
                  UUID.randomUUID(),
                  CLOCK.instant(),
                  new CustomerId("cus_" + i % 1_000),
                  Tool.SEARCH_EXPLOITS,
                  Tier.TEAM,
                  ToolUse.Outcome.ANSWERED,
                  Duration.ofMillis(3),
                  "benchmark"));
        }
        before += ROWS;
        while (store.<Integer>read(database -> new JooqToolCalls(database).count()) < before) {
          Thread.sleep(50);
        }
        rates[round] = ROWS / ((System.nanoTime() - begin) / 1e9);
      }
    }
    Arrays.sort(rates);
    System.out.printf(
        "recorded and drained into PostgreSQL: median %,.0f rows/s of %s%n",
        rates[rounds / 2], Arrays.toString(Arrays.stream(rates).mapToLong(Math::round).toArray()));
  }

  private static void calls(Path home, SqlStore store, int rounds) throws Exception {
    KamiyoSettings settings =
        new KamiyoSettings(
            home,
            java.util.Set.of("bundled"),
            Duration.ofDays(1),
            Duration.ofDays(1),
            true,
            Optional.empty(),
            new KamiyoSettings.DefiLlama(KamiyoSettings.DefiLlama.PUBLIC, Optional.empty()),
            KamiyoSettings.Wallet.NOTHING);
    try (KamiyoAdapter kamiyo = new KamiyoAdapter(settings, CLOCK);
        JournaledUsageLog log = log(home, store)) {
      kamiyo.start();
      log.start();
      SearchExploits recorded = new SearchExploits(gate(log), kamiyo.exploitSearch());
      SearchExploits unrecorded = new SearchExploits(gate(use -> {}), kamiyo.exploitSearch());
      double[] with = new double[rounds];
      double[] without = new double[rounds];
      for (int round = -1; round < rounds; round++) {
        double one = p99(unrecorded);
        double other = p99(recorded);
        if (round >= 0) {
          without[round] = one;
          with[round] = other;
        }
      }
      double[] ratios =
          IntStream.range(0, rounds).mapToDouble(i -> with[i] / without[i]).sorted().toArray();
      Arrays.sort(with);
      Arrays.sort(without);
      System.out.printf(
          "p99 of calls at %d/s: %.0f µs recorded, %.0f µs not; ratio of medians %.2f, median of"
              + " ratios %.2f (%.2f to %.2f)%n",
          RATE,
          with[rounds / 2],
          without[rounds / 2],
          with[rounds / 2] / without[rounds / 2],
          ratios[rounds / 2],
          ratios[0],
          ratios[rounds - 1]);
    }
  }

  private static ToolCallGate gate(UsageLog usage) {
    RateLimits many = new RateLimits(RateLimits.MAX, RateLimits.MAX);
    return new ToolCallGate(
        new LocalEntitlements(Tier.ENTERPRISE),
        new BucketRateLimiter(CLOCK, System::nanoTime),
        Map.of(Tier.PERSONAL, many, Tier.TEAM, many, Tier.ENTERPRISE, many),
        usage,
        CLOCK);
  }

  /** In microseconds, from the moment a call was due. */
  private static double p99(SearchExploits search) throws Exception {
    long[] took = new long[RATE * SECONDS];
    long begin = System.nanoTime() + 1_000_000;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < took.length; i++) {
        long due = begin + i * (1_000_000_000L / RATE);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        int call = i;
        threads.submit(() -> {
          Object answer =
              search.search(new Caller.Local("benchmark"), QUERY.get(call % QUERY.size()));
          took[call] = System.nanoTime() - due;
          return answer;
        });
      }
    }
    Arrays.sort(took);
    return took[took.length * 99 / 100] / 1_000.0;
  }

  private static JournaledUsageLog log(Path home, SqlStore store) {
    return new JournaledUsageLog(
        home.resolve("journal"), store, Duration.ofSeconds(30), Duration.ofSeconds(5));
  }
}
