package ai.kamiyo.adapters.kamiyo.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues.LiveSources;
import ai.kamiyo.adapters.kamiyo.search.IndexStore;
import ai.kamiyo.adapters.kamiyo.search.LuceneExploitSearch;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicaTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path home;

  @Test
  void aNewImportIsNoticedWhileItServes() throws Exception {
    try (Replica replica = replica(Set.of("bundled", "imported"))) {
      int before = replica.awaited().data().exploits();
      importOne("Newcomer Vault", "2026-11-01");
      await(() -> replica.awaited().data().exploits() == before + 1);
      assertThat(replica.status().asOf()).contains(LocalDate.of(2026, 11, 1));
    }
  }

  @Test
  void aFutureRowInQuarantineDoesNotMakeTheDataReachFurther() throws Exception {
    importOne("Newcomer Vault", "2026-11-01");
    importOne("Later Vault", "2029-11-01");
    try (Replica replica = replica(Set.of("imported"))) {
      assertThat(replica.awaited().data().asOf()).contains(LocalDate.of(2026, 11, 1));
      assertThat(replica.awaited().quarantined()).hasSize(1);
      assertThat(replica.status().feeds()).extracting(FeedStatus::quarantined).containsExactly(1);
    }
  }

  @Test
  void damagedImportsLeaveTheBundledOnesAndSaySo() throws Exception {
    Files.createDirectories(home.resolve("imported"));
    Files.writeString(home.resolve("imported/catalogue.jsonl"), "{\"format\":\"other\"}\n");
    try (Replica replica = replica(Set.of("bundled", "imported"))) {
      assertThat(replica.awaited().data().exploits()).isGreaterThan(150);
      FeedStatus imported = replica.status().feeds().getLast();
      assertThat(imported.lastError().orElseThrow()).contains("catalogue.jsonl");
    }
  }

  @Test
  void damageWhileServingKeepsTheLastGoodCopyUntilItIsMended() throws Exception {
    importOne("Newcomer Vault", "2026-11-01");
    Path file = home.resolve("imported/catalogue.jsonl");
    String good = Files.readString(file);
    try (Replica replica = replica(Set.of("imported"))) {
      assertThat(replica.awaited().data().exploits()).isOne();
      Files.writeString(file, good.substring(0, good.length() - 20));
      await(() -> replica.status().feeds().getFirst().lastError().isPresent());
      assertThat(replica.awaited().data().exploits()).isOne();
      Files.writeString(file, good);
      await(() -> replica.status().feeds().getFirst().lastError().isEmpty());
    }
  }

  @Test
  void oneDamagedReportCostsNeitherTheOthersNorTheNextImport() throws Exception {
    importOne("Newcomer Vault", "2026-11-01");
    importOne("Later Vault", "2026-11-02");
    Path file = home.resolve("imported/catalogue.jsonl");
    String good = Files.readString(file);
    Files.writeString(file, good.replace("\"protocol\":\"Newcomer Vault\"", "\"protocol\":\"\""));
    importOne("Third Vault", "2026-11-03");
    try (Replica replica = replica(Set.of("imported"))) {
      assertThat(replica.awaited().data().exploits()).isEqualTo(2);
      FeedStatus imported = replica.status().feeds().getFirst();
      assertThat(imported.lastError()).isEmpty();
      assertThat(imported.quarantined()).isOne();
    }
  }

  @Test
  void theIdsOfMergedExploitsResolveInEveryLaterBuildAndProcess() throws Exception {
    importOne("Acme Vault", "2026-11-01");
    importKamiyo("Acme Vault", "2026-11-20");
    importKamiyo("Acme Vault", "2026-11-02"); // the same row, edited
    importOne("Newcomer Vault", "2026-11-03"); // and another build
    try (Replica replica = replica(Set.of("imported"))) {
      LuceneExploitSearch search = new LuceneExploitSearch(replica, CLOCK);
      Exploit acme = search.find(new ExploitId("acme-vault-2026-11-20")).orElseThrow();
      assertThat(search.find(new ExploitId("acme-vault-2026-11-01"))).contains(acme);
      assertThat(replica.awaited().data().exploits()).isEqualTo(2);
    }
  }

  @Test
  void whatCannotBeReadIsTriedAgainWhenItIsAnotherOrAfterAWhile() throws Exception {
    importOne("Newcomer Vault", "2026-11-01");
    Path file = home.resolve("imported/catalogue.jsonl");
    String good = Files.readString(file);
    Files.writeString(file, "{\"format\":\"other\"}\n");
    Reloading reloading = new Reloading(reader(CLOCK));
    IOException fault = catchThrowableOfType(IOException.class, reloading::changed);
    assertThat(reloading.despite(fault).data().feeds())
        .extracting(feed -> feed.lastError().isPresent())
        .containsExactly(false, true);
    assertThat(reloading.changed()).as("rests").isEmpty();
    Files.writeString(file, good);
    assertThat(reloading.changed().orElseThrow().data().feeds())
        .allMatch(feed -> feed.lastError().isEmpty());
    assertThat(reloading.changed()).isEmpty();
  }

  @Test
  void whatNobodyForesawDoesNotEndIt() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Clock faulty =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            if (asked.incrementAndGet() <= 2) {
              throw new OutOfMemoryError("as if");
            }
            return CLOCK.instant();
          }
        };
    var none = new LiveFeeds(Map.of(), Optional.empty(), true, Duration.ofDays(1), CLOCK);
    try (Replica replica = new Replica(reader(faulty), none, new Wakening(Duration.ofMillis(20)))) {
      replica.start();
      assertThat(replica.awaited().data().exploits()).isGreaterThan(150);
      assertThat(asked.get()).isGreaterThan(2);
    }
  }

  private SnapshotReader reader(Clock clock) {
    return new SnapshotReader(
        new ImportStore(home),
        new Copies(home),
        new Selection(Set.of("bundled", "imported")),
        IndexStore.inMemory(),
        clock);
  }

  private Replica replica(Set<String> feeds) {
    var freshness = new Catalogues.Freshness(Duration.ofMillis(20), true, Duration.ofDays(1));
    Replica replica = new Catalogues(home, CLOCK).replica(feeds, LiveSources.NONE, freshness);
    replica.start();
    return replica;
  }

  private void importOne(String name, String date) throws IOException {
    Path file = home.resolve(name + ".json");
    Files.writeString(
        file,
        "[{\"name\":\"%s\",\"date\":%d}]"
            .formatted(name, LocalDate.parse(date).toEpochDay() * 86_400));
    new Catalogues(home, CLOCK)
        .incidentImport()
        .load(ImportFormat.DEFILLAMA, List.of(file), bytes -> {});
  }

  private void importKamiyo(String name, String date) throws IOException {
    Path file = home.resolve("kamiyo.json");
    Files.writeString(
        file, "[{\"id\":1,\"protocol\":\"%s\",\"timestamp\":\"%s\"}]".formatted(name, date));
    new Catalogues(home, CLOCK)
        .incidentImport()
        .load(ImportFormat.KAMIYO, List.of(file), bytes -> {});
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
