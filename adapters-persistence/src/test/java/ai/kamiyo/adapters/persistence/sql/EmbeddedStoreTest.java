package ai.kamiyo.adapters.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.health.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void answersOnceItIsOpen(@TempDir Path folder) {
    Path home = folder.resolve("new/home");
    try (SqlStore store = store(home)) {
      assertThat(home).doesNotExist();
      assertThat(new StoreProbe(store::ready, PATIENCE).probe()).isEqualTo(Connection.CONNECTED);
      assertThat(home.resolve("kamiyo.db")).exists();
    }
  }

  @Test
  void keepsToItsPragmas(@TempDir Path home) {
    try (SqlStore store = store(home)) {
      assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(store, "busy_timeout")).isEqualTo("5000");
    }
  }

  @Test
  void aFileThatIsNoDatabaseDoesNotAnswerUntilItIsGone(@TempDir Path home) throws Exception {
    Path file = home.resolve("kamiyo.db");
    Files.writeString(file, "this is not a database, however long one looks at it\n".repeat(100));
    try (SqlStore store = store(home)) {
      StoreProbe probe = new StoreProbe(store::ready, PATIENCE);
      assertThat(probe.probe()).isEqualTo(Connection.DISCONNECTED);
      assertThatThrownBy(() -> store.add(List.of())).isInstanceOf(RuntimeException.class);
      Files.delete(file);
      assertThat(probe.probe()).isEqualTo(Connection.CONNECTED);
    }
  }

  @Test
  void aTableThatWasLostIsNoticed(@TempDir Path home) {
    try (SqlStore store = store(home)) {
      store.write(database -> database.execute("drop table tool_call"));
      assertThat(new StoreProbe(store::ready, PATIENCE).probe()).isEqualTo(Connection.DISCONNECTED);
    }
  }

  @Test
  void aQuestionThatHangsCostsTheProbeItsLimitAndOneThread() throws Exception {
    Queue<Thread> asking = new ConcurrentLinkedQueue<>();
    CountDownLatch asked = new CountDownLatch(1);
    StoreProbe probe =
        new StoreProbe(
            () -> {
              asking.add(Thread.currentThread());
              asked.countDown();
              sleepUntilInterrupted();
            },
            Duration.ofMillis(50));
    assertThat(probe.probe()).isEqualTo(Connection.DISCONNECTED);
    assertThat(probe.probe()).isEqualTo(Connection.DISCONNECTED);
    assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(asking).hasSize(1);
    asking.forEach(Thread::interrupt);
  }

  @Test
  void severalOpenersOfANewHomeDoNotDisturbEachOther(@TempDir Path home) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      Callable<String> opener =
          () -> {
            try (SqlStore store = store(home)) {
              store.ready();
              return pragma(store, "journal_mode");
            }
          };
      for (Future<String> mode : executor.invokeAll(List.of(opener, opener, opener, opener))) {
        assertThat(mode.get()).isEqualTo("wal");
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static SqlStore store(Path home) {
    return Stores.embedded(
        home.resolve("kamiyo.db"), new Upkeep(Clock.systemUTC(), Duration.ofDays(90)));
  }

  private static String pragma(SqlStore store, String name) {
    return store.read(database ->
        database.fetchOptional("pragma " + name).map(row -> row.get(0, String.class)).orElse(""));
  }

  private static void sleepUntilInterrupted() {
    try {
      Thread.sleep(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
