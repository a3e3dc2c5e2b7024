package ai.kamiyo.adapters.kamiyo.replica;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.KamiyoFeed;
import ai.kamiyo.adapters.kamiyo.feed.LiveFeed;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues.LiveSources;
import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.exploit.CopiesInMemory;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.SharedCopies.Copy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installations that share what they read of one feed. */
class FeedKeeperSharingTest {
  private static final Duration PACE = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;
  private final KamiyoStandIn api = KamiyoStandIn.of(Rows.made(20, 1)).withoutPaywall();
  private final CopiesInMemory shared = new CopiesInMemory();
  private final Map<String, List<Replica>> running = new ConcurrentHashMap<>();

  @AfterEach
  void end() {
    running.values().forEach(all -> all.forEach(Replica::close));
    api.close();
  }

  @Test
  void theSecondTakesWhatTheFirstHasReadWithItsAge() throws Exception {
    Replica first = installation("first", LONG);
    assertThat(first.awaited().data().exploits()).isEqualTo(20);
    api.forget();
    Replica second = installation("second", LONG);
    assertThat(second.awaited().data().exploits()).isEqualTo(20);
    assertThat(kamiyo(second).fetchedAt()).isEqualTo(kamiyo(first).fetchedAt());
    assertThat(kamiyo(second).lastError()).isEmpty();
    assertThat(api.requests()).isEmpty();
    api.down();
    first.close();
    second.close();
    Replica alone = installation("second", LONG); // what it took lies on its own disk
    assertThat(alone.awaited().data().exploits()).isEqualTo(20);
  }

  @Test
  void overManyRefreshesOneReadsForAll() throws Exception {
    List<Replica> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(installation("home " + i, PACE));
    }
    for (Replica each : all) {
      await(() -> each.awaited().data().exploits() == 20);
    }
    api.forget();
    long begin = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      api.add(Rows.row(900 + i, "Newcomer" + i, LocalDateTime.of(2025, 9, 20 + i, 3, 0)));
      int expected = 21 + i;
      for (Replica each : all) {
        await(() -> each.awaited().data().exploits() == expected);
      }
    }
    int asked = api.requests("/exploits").size();
    long most = (System.nanoTime() - begin) / PACE.toNanos() + 1;
    assertThat(asked).isBetween(3, (int) most);
  }

  @Test
  void aCopyThatWasOnlyConfirmedMovesOnForAll() throws Exception {
    Replica first = installation("first", PACE);
    Replica second = installation("second", PACE);
    await(() -> second.awaited().data().exploits() == 20);
    Instant before = kamiyo(second).fetchedAt().orElseThrow();
    first.close();
    await(() -> kamiyo(second).fetchedAt().orElseThrow().isAfter(before.plus(PACE)));
    second.close();
    api.forget();
    Instant last = kamiyo(second).fetchedAt().orElseThrow();
    Replica third = installation("third", LONG);
    await(() -> third.awaited().data().exploits() == 20);
    assertThat(kamiyo(third).fetchedAt().orElseThrow()).isAfterOrEqualTo(last);
    assertThat(api.requests()).isEmpty();
  }

  @Test
  void whoStartsWhileAnotherReadsWaitsForIt() throws Exception {
    api.fail("/exploits", BadLine.slow(Duration.ofSeconds(1)));
    Replica first = installation("first", LONG);
    await(() -> !api.requests().isEmpty());
    Replica second = installation("second", LONG);
    await(() -> second.awaited().data().exploits() == 20);
    assertThat(api.requests("/exploits")).hasSize(1);
    assertThat(first.awaited().data().exploits()).isEqualTo(20);
  }

  @Test
  void whileTheFeedFailsAllTogetherAskLittleMoreThanOne() throws Exception {
    List<Replica> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Replica each = installation("home " + i, PACE);
      await(() -> each.awaited().data().exploits() == 20);
      all.add(each);
    }
    api.fail("/exploits", Faults.html()); // no outage, so that each trial is one request
    await(() -> all.stream().anyMatch(each -> kamiyo(each).lastError().isPresent()));
    long begin = System.nanoTime();
    api.forget();
    Thread.sleep(4 * PACE.toMillis());
    int asked = api.requests("/exploits").size();
    long refreshes = (System.nanoTime() - begin) / PACE.toNanos();
    // Each rests for a refresh and keeps the others off for half of it: two in a refresh at most.
    assertThat(asked).isBetween(2, 2 + 2 * (int) refreshes);
    api.mend();
    for (Replica each : all) {
      await(() -> kamiyo(each).lastError().isEmpty());
      assertThat(each.awaited().data().exploits()).isEqualTo(20);
    }
  }

  @Test
  void aFaultThatOneHasAloneStopsNobodyElse() throws Exception {
    try (KamiyoStandIn gone = KamiyoStandIn.of(List.of())) {
      gone.down();
      Replica cutOff = installation("cut off", PACE, feed -> new Misled(feed, gone));
      await(() -> kamiyo(cutOff).lastError().isPresent());
      Replica sound = installation("sound", PACE);
      await(() -> sound.awaited().data().exploits() == 20);
      // And what it reads helps the other one.
      await(() -> cutOff.awaited().data().exploits() == 20);
      await(() -> kamiyo(cutOff).lastError().isEmpty());
      api.add(Rows.row(900, "Newcomer", LocalDateTime.of(2025, 9, 20, 3, 0)));
      await(() -> sound.awaited().data().exploits() == 21);
      await(() -> cutOff.awaited().data().exploits() == 21);
    }
  }

  @Test
  void whoReadsFromElsewhereSharesNothing() throws Exception {
    Replica first = installation("first", LONG);
    await(() -> first.awaited().data().exploits() == 20);
    try (KamiyoStandIn other = KamiyoStandIn.of(Rows.made(5, 2)).withoutPaywall()) {
      Replica second = installation("second", LONG, ignored -> feed(other, LONG));
      await(() -> second.awaited().data().exploits() == 5);
    }
  }

  @Test
  void offlineNothingIsTaken() throws Exception {
    Replica first = installation("first", LONG);
    await(() -> first.awaited().data().exploits() == 20);
    Replica offline = replica("offline", feed(api, LONG), true);
    Thread.sleep(1500);
    assertThat(offline.status().exploits()).isZero();
  }

  @Test
  void aCopyFromTheFutureMeansNothing() throws Exception {
    Replica first = installation("first", LONG);
    await(() -> first.awaited().data().exploits() == 20);
    Instant future = Instant.now().plus(Duration.ofHours(1));
    for (String name : shared.feeds()) {
      shared.publish(name, new Copy(future, shared.copy(name).orElseThrow().text()));
    }
    api.forget();
    Replica second = installation("second", LONG);
    await(() -> second.awaited().data().exploits() == 20);
    assertThat(api.requests("/exploits")).hasSize(1);
    assertThat(kamiyo(second).fetchedAt().orElseThrow()).isBefore(future);
  }

  @Test
  void aCopyThatCannotBeReadIsReplaced() throws Exception {
    Replica first = installation("first", LONG);
    await(() -> first.awaited().data().exploits() == 20);
    String name = shared.feeds().iterator().next();
    String good = shared.copy(name).orElseThrow().text();
    Instant later = kamiyo(first).fetchedAt().orElseThrow().plusMillis(1);
    int number = 0;
    for (String bad :
        List.of(
            "",
            "x",
            good.replace("kamiyo-feed-shared-1", "another-1"),
            good.substring(0, good.length() - 30),
            good.replaceFirst("fetched_at", "fetched"),
            good.lines().limit(1).toList().getFirst(),
            good.replaceFirst("\"date\":\"[^\"]*\"", "\"date\":\"never\""))) {
      shared.publish(name, new Copy(later, bad));
      api.forget();
      Replica next = installation("next " + number++, LONG);
      await(() -> next.awaited().data().exploits() == 20);
      assertThat(api.requests("/exploits")).as(bad).hasSize(1);
      assertThat(shared.copy(name).orElseThrow().text()).contains("kamiyo-feed-shared-1");
      next.close();
    }
  }

  private static FeedStatus kamiyo(Replica replica) {
    return replica.status().feeds().getFirst();
  }

  private Replica installation(String home, Duration pace) {
    return installation(home, pace, feed -> feed);
  }

  private Replica installation(
      String home, Duration pace, UnaryOperator<LiveFeed<FeedCopy>> change) {
    return replica(home, change.apply(feed(api, pace)), false);
  }

  private Replica replica(String home, LiveFeed<FeedCopy> feed, boolean offline) {
    Replica replica =
        new Catalogues(folder.resolve(home), shared, Clock.systemUTC())
            .replica(
                Set.of("kamiyo"),
                new LiveSources(List.of(feed), Optional.empty()),
                new Catalogues.Freshness(Duration.ofMillis(20), offline, Duration.ofDays(1)));
    running.computeIfAbsent(home, name -> new ArrayList<>()).add(replica);
    replica.start();
    return replica;
  }

  private static LiveFeed<FeedCopy> feed(KamiyoStandIn api, Duration pace) {
    WebServer server =
        new WebServer(
            KamiyoFeed.SPOKEN,
            new WebServer.Bearer("KAMIYO_API_KEY", Optional.empty()),
            new WebServer.Limits(Duration.ofSeconds(5), 1 << 20, Duration.ofMillis(100)),
            Clock.systemUTC());
    return new KamiyoFeed(server, URI.create(api.url()), pace, Clock.systemUTC());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 4000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  /** Says that it reads where the others do, but does not get there. */
  private static final class Misled implements LiveFeed<FeedCopy> {
    private final LiveFeed<FeedCopy> named;
    private final LiveFeed<FeedCopy> read;

    Misled(LiveFeed<FeedCopy> named, KamiyoStandIn where) {
      this.named = named;
      this.read = feed(where, named.pace());
    }

    @Override
    public String name() {
      return named.name();
    }

    @Override
    public String origin() {
      return named.origin();
    }

    @Override
    public Duration pace() {
      return named.pace();
    }

    @Override
    public FeedCopy read(Optional<FeedCopy> before)
        throws ai.kamiyo.adapters.kamiyo.web.WebFailure, InterruptedException {
      return read.read(before);
    }

    @Override
    public void close() {
      named.close();
      read.close();
    }
  }
}
