package ai.kamiyo.adapters.kamiyo.replica;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.KamiyoFeed;
import ai.kamiyo.adapters.kamiyo.feed.LiveFeed;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolList;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolsFeed;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues.LiveSources;
import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.DefiLlamaStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.access.SettableClock;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.ProtocolListing;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replica of feeds that are read over a network. */
class LiveReplicaTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path home;
  private final KamiyoStandIn api = KamiyoStandIn.of(Rows.made(20, 1)).withoutPaywall();

  @AfterEach
  void end() {
    api.close();
  }

  @Test
  void aRefreshThatHangsBlocksNoQuery() throws Exception {
    try (Replica replica = replica(true, DAY)) {
      assertThat(replica.awaited().data().exploits()).isEqualTo(20);
      api.fail("/exploits", BadLine.never());
      api.add(Rows.row(900, "Newcomer", LocalDateTime.of(2025, 9, 20, 3, 0)));
      api.forget();
      await(() -> !api.requests().isEmpty());
      long start = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        assertThat(replica.awaited().data().exploits()).isEqualTo(20);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      api.mend();
      await(() -> replica.awaited().data().exploits() == 21);
    }
  }

  @Test
  void theFirstAnswerHasWhatTheFeedTellsIfItTellsItSoon() {
    api.fail("/exploits", BadLine.slow(Duration.ofMillis(500)));
    try (Replica replica = replica(true, DAY)) {
      assertThat(replica.awaited().data().exploits()).isEqualTo(20);
    }
  }

  @Test
  void theLastGoodCopySurvivesARestartWithoutTheFeed() throws Exception {
    DataStatus before = onceRead();
    api.down();
    try (Replica replica = replica(true, DAY)) {
      assertThat(replica.awaited().data().exploits()).isEqualTo(20);
      await(() -> kamiyo(replica).lastError().isPresent());
      assertThat(kamiyo(replica).fetchedAt()).isEqualTo(before.feeds().getFirst().fetchedAt());
      assertThat(kamiyo(replica).lastError().orElseThrow()).contains("cannot be reached");
      assertThat(kamiyo(replica).stale()).isFalse();
    }
  }

  @Test
  void offlineTheCopyIsShownAndNobodyAsked() {
    onceRead();
    api.forget();
    try (Replica replica = replica(false, DAY)) {
      assertThat(replica.awaited().data().exploits()).isEqualTo(20);
      assertThat(kamiyo(replica).lastError()).isEmpty();
      assertThat(api.requests()).isEmpty();
    }
  }

  @Test
  void aCopyOlderThanAllowedIsStale() throws Exception {
    onceRead();
    api.fail("/exploits", Faults.internalError());
    Thread.sleep(20);
    try (Replica replica = replica(true, Duration.ofMillis(10))) {
      DataStatus data = replica.awaited().data();
      assertThat(data.exploits()).isEqualTo(20);
      assertThat(data.stale()).isTrue();
      api.mend();
      await(() -> kamiyo(replica).lastError().isEmpty());
    }
  }

  @Test
  void aFeedThatFailsDoesNotCoverTheDayOnWhichItWasRead() throws Exception {
    while (LocalTime.now(ZoneOffset.UTC).isAfter(LocalTime.of(23, 59))) {
      Thread.sleep(100); // the day is to be the same at the end
    }
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
    api.add(Rows.row(901, "Newcomer", now));
    try (Replica replica = replica(true, DAY)) {
      assertThat(replica.awaited().data().asOf()).contains(now.toLocalDate());
      api.fail("/exploits", Faults.internalError());
      await(() -> kamiyo(replica).lastError().isPresent());
      assertThat(replica.awaited().data().asOf()).contains(now.toLocalDate().minusDays(1));
      api.mend();
      await(() -> kamiyo(replica).lastError().isEmpty());
      assertThat(replica.awaited().data().asOf()).contains(now.toLocalDate());
    }
  }

  @Test
  void aDamagedCopyIsReadAnew() throws Exception {
    onceRead();
    Path copy = home.resolve("replica/kamiyo.jsonl");
    String good = Files.readString(copy);
    Files.writeString(copy, good.substring(0, good.length() - 30));
    try (Replica replica = replica(true, DAY)) {
      await(() -> replica.awaited().data().exploits() == 20);
      assertThat(Files.readString(copy)).isEqualTo(good);
    }
  }

  @Test
  void importsThatCannotBeReadHoldUpNoLiveDataAndAreTold() throws Exception {
    onceRead();
    Path file = home.resolve("imported/catalogue.jsonl");
    String good = Files.readString(file);
    try (Replica replica = replica(true, DAY)) {
      replica.awaited();
      Files.writeString(file, "{\"format\":\"other\"}\n");
      api.add(Rows.row(900, "Newcomer", LocalDateTime.of(2025, 9, 20, 3, 0)));
      await(() -> replica.awaited().data().exploits() == 21);
      assertThat(kamiyo(replica).lastError().orElseThrow()).contains("imported incidents");
      Files.writeString(file, good);
      await(() -> kamiyo(replica).lastError().isEmpty());
      assertThat(replica.awaited().data().exploits()).isEqualTo(21);
    }
  }

  @Test
  void aRowThatCannotBeSeenDoesNotCostTheCopy() throws Exception {
    api.add(Rows.row(900, "\u00a0", LocalDateTime.of(2025, 8, 20, 3, 0)));
    onceRead();
    try (Replica replica = replica(false, DAY)) {
      assertThat(replica.awaited().data().exploits()).isEqualTo(20);
      assertThat(kamiyo(replica).quarantined()).isOne();
    }
  }

  @Test
  void onAFullDiskEverythingIsShownAllTheSame() throws Exception {
    onceRead();
    Files.delete(home.resolve("imported/catalogue.jsonl"));
    Files.move(home.resolve("index"), home.resolve("index before"));
    List<String> command =
        List.of(
            "sh",
            "-c",
            "ulimit -f 0 && exec \"$@\"",
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            FullDisk.class.getName(),
            home.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8))
          .contains("shows 20 of kamiyo", "the index cannot be kept", "cannot be written down");
    } finally {
      process.destroyForcibly();
    }
    assertThat(home.resolve("imported/catalogue.jsonl")).doesNotExist();
  }

  /** Shows what there is, in a process that can write no byte to a disk. */
  static final class FullDisk {
    private FullDisk() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      var freshness = new Catalogues.Freshness(Duration.ofSeconds(5), true, DAY);
      try (Replica replica =
          new Catalogues(Path.of(arguments[0]), Clock.systemUTC())
              .replica(Set.of("kamiyo"), LiveSources.NONE, freshness)) {
        System.out.println("shows " + replica.awaited().data().exploits() + " of kamiyo");
      }
    }
  }

  @Test
  void whatIsWrittenWhileItIsReadIsReadTheNextTime() throws Exception {
    onceRead();
    Copies copies = new Copies(home);
    SnapshotReader reader =
        new SnapshotReader(
            new ImportStore(home),
            copies,
            new Selection(Set.of("kamiyo")),
            ai.kamiyo.adapters.kamiyo.search.IndexStore.inMemory(),
            Clock.systemUTC());
    var reading = reader.read();
    assertThat(reader.version()).isEqualTo(reading.version());
    copies.of("kamiyo").keep(copies.of("kamiyo").copy().orElseThrow(), true);
    assertThat(reader.version()).isNotEqualTo(reading.version());
  }

  @Test
  void theListOfProtocolsIsKeptBesideTheIncidents() throws Exception {
    try (DefiLlamaStandIn llama =
        DefiLlamaStandIn.of(List.of()).protocols(List.of(Map.of("name", "Example", "tvl", 5)))) {
      URI address = URI.create(llama.url() + "/protocols");
      LiveFeed<ProtocolList> list =
          new ProtocolsFeed(server(), address, Duration.ofHours(1), Clock.systemUTC());
      Catalogues catalogues = new Catalogues(home, Clock.systemUTC());
      try (Replica replica =
          catalogues.replica(
              Set.of("defillama", "bundled"),
              new LiveSources(List.of(), Optional.of(list)),
              new Catalogues.Freshness(Duration.ofMillis(20), false, DAY))) {
        replica.start();
        assertThat(llama.requests()).isEmpty();
        replica.awaited();
        await(() -> catalogues.protocols().isPresent());
      }
      assertThat(catalogues.protocolLists(Set.of("defillama")).listings())
          .filteredOn(listing -> listing.list().equals("defillama"))
          .singleElement()
          .satisfies(listing -> assertThat(listing.tvl()).contains(Usd.of(5)));
      assertThat(catalogues.protocolLists(Set.of("bundled")).listings())
          .noneMatch(listing -> listing.list().equals("defillama"));
      ProtocolList kept = new Catalogues(home, Clock.systemUTC()).protocols().orElseThrow();
      assertThat(kept.protocols())
          .singleElement()
          .satisfies(p -> {
            assertThat(p.name()).isEqualTo("Example");
            assertThat(p.tvl().orElseThrow()).isEqualByComparingTo("5");
          });
    }
  }

  @Test
  void listsOfProtocolsAreLookedAtAlthoughTheClockWasSetBack() {
    SettableClock moved = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    AtomicLong version = new AtomicLong();
    ProtocolLists.Source source =
        new ProtocolLists.Source() {
          @Override
          public long version() {
            return version.incrementAndGet();
          }

          @Override
          public List<ProtocolListing> listings() {
            return List.of();
          }
        };
    ProtocolLists lists = new ProtocolLists(List.of(source), moved);
    List<ProtocolListing> first = lists.listings();
    assertThat(lists.listings()).isSameAs(first);
    moved.set(moved.instant().minus(Duration.ofHours(1)));
    assertThat(lists.listings()).isNotSameAs(first);
  }

  private DataStatus onceRead() {
    try (Replica replica = replica(true, DAY)) {
      DataStatus data = replica.awaited().data();
      assertThat(data.exploits()).isEqualTo(20);
      assertThat(data.asOf()).contains(java.time.LocalDate.of(2025, 9, 1));
      return data;
    }
  }

  private static FeedStatus kamiyo(Replica replica) {
    return replica.status().feeds().getFirst();
  }

  private Replica replica(boolean online, Duration maxStaleness) {
    LiveFeed<FeedCopy> feed =
        new KamiyoFeed(server(), URI.create(api.url()), Duration.ofMillis(200), Clock.systemUTC());
    Replica replica =
        new Catalogues(home, Clock.systemUTC())
            .replica(
                Set.of("kamiyo"),
                new LiveSources(List.of(feed), Optional.empty()),
                new Catalogues.Freshness(Duration.ofMillis(20), !online, maxStaleness));
    replica.start();
    return replica;
  }

  private static WebServer server() {
    return new WebServer(
        KamiyoFeed.SPOKEN,
        new WebServer.Bearer("KAMIYO_API_KEY", Optional.empty()),
        new WebServer.Limits(Duration.ofSeconds(2), 1 << 20, Duration.ofMillis(100)),
        Clock.systemUTC());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
