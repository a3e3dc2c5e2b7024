package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.adapters.kamiyo.feed.KamiyoFeed;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues.Freshness;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues.LiveSources;
import ai.kamiyo.adapters.kamiyo.replica.Replica;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.exploit.ExploitQuery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a full sync takes, from the first request until searches show what it brought, and how
 * long searches take while it runs, against searches while nothing does. One search after the
 * other, in turns: a second of quiet, then a whole sync of a changed list.
 */
public final class SyncFigures {
  private static final int ROWS = 10_000;
  private static final int SYNCS = 20;
  private static final int WARMING_SYNCS = 3;
  private static final Duration QUIET = Duration.ofSeconds(1);

  /** So short that every reading is a full one: it is due again after twelve of these. */
  private static final Duration PACE = Duration.ofMillis(1);

  private final List<Long> quiet = new ArrayList<>();
  private final List<Long> busy = new ArrayList<>();
  private final List<Long> read = new ArrayList<>();
  private final List<Long> shown = new ArrayList<>();
  private int turn;

  private SyncFigures() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rows = arguments.length == 0 ? ROWS : Integer.parseInt(arguments[0]);
    Process upstream =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SyncUpstream.class.getName(),
                Integer.toString(rows))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      URI address = URI.create(upstream.inputReader().readLine());
      SyncFigures figures = new SyncFigures();
      figures.take(address, rows);
      figures.print(rows);
    } finally {
      upstream.destroy();
    }
    System.exit(0);
  }

  private void take(URI address, int rows) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    Path home = Files.createTempDirectory("sync-figures");
    WebServer server =
        new WebServer(
            KamiyoFeed.SPOKEN,
            new WebServer.Bearer("KAMIYO_API_KEY", Optional.empty()),
            new WebServer.Limits(Duration.ofSeconds(30), 32L << 20, Duration.ofSeconds(1)),
            clock);
    PacedFeed feed = new PacedFeed(new KamiyoFeed(server, address, PACE, clock));
    Replica replica =
        new Catalogues(home, clock)
            .replica(
                Set.of("kamiyo"),
                new LiveSources(List.of(feed), Optional.empty()),
                new Freshness(Duration.ofSeconds(1), false, Duration.ofDays(1)));
    feed.let();
    replica.start();
    LuceneExploitSearch search = new LuceneExploitSearch(replica, clock);
    while (replica.awaited().data().exploits() < rows * 9 / 10) {
      Thread.sleep(10);
    }
    List<ExploitQuery> queries = Queries.over(replica.awaited().index());
    for (int sync = 0; sync < WARMING_SYNCS + SYNCS; sync++) {
      boolean counted = sync >= WARMING_SYNCS;
      long end = System.nanoTime() + QUIET.toNanos();
      while (System.nanoTime() < end) {
        search(search, queries, counted ? quiet : new ArrayList<>());
      }
      sync(
          feed,
          replica,
          () -> search(search, queries, counted ? busy : new ArrayList<>()),
          counted);
    }
    replica.close();
  }

  private void sync(PacedFeed feed, Replica replica, Runnable query, boolean counted) {
    ExploitIndex before = replica.awaited().index();
    feed.let();
    while (!feed.reading()) {
      LockSupport.parkNanos(100_000); // the feed's own thread looks once a second whether it is due
    }
    long start = System.nanoTime();
    while (replica.awaited().index() == before) {
      query.run();
    }
    if (counted) {
      shown.add(System.nanoTime() - start);
      read.add(feed.lastNanos());
    }
  }

  private void search(LuceneExploitSearch search, List<ExploitQuery> queries, List<Long> into) {
    ExploitQuery query = queries.get(turn++ % queries.size());
    long start = System.nanoTime();
    search.search(query);
    into.add(System.nanoTime() - start);
  }

  private void print(int rows) {
    System.out.printf("a full sync of %,d rows, %d times:%n", rows, shown.size());
    System.out.printf(
        "  read over loopback            median %7.0f ms   longest %7.0f ms%n",
        at(read, 0.5) / 1e6, at(read, 1) / 1e6);
    System.out.printf(
        "  until searches show it        median %7.0f ms   longest %7.0f ms%n",
        at(shown, 0.5) / 1e6, at(shown, 1) / 1e6);
    for (double share : new double[] {0.5, 0.95, 0.99, 0.999}) {
      System.out.printf(
          "search p%-5s without a sync %8.1f µs   during one %8.1f µs   ratio %.2f%n",
          share * 100,
          at(quiet, share) / 1e3,
          at(busy, share) / 1e3,
          at(busy, share) / at(quiet, share));
    }
    System.out.printf("(%,d searches without, %,d during)%n", quiet.size(), busy.size());
  }

  private static double at(List<Long> nanos, double share) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }
}
