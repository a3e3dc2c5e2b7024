package ai.kamiyo.adapters.persistence.sql;

import static ai.kamiyo.adapters.persistence.journal.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.persistence.journal.JournaledUsageLog;
import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.UsageLog;
import ai.kamiyo.domain.access.UsageLogContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The usage log over the real embedded database. */
@NullUnmarked
class EmbeddedUsageLogTest extends UsageLogContract {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Upkeep UPKEEP = new Upkeep(Clock.systemUTC(), Duration.ofDays(3650));

  @TempDir private Path home;
  private SqlStore store;
  private JournaledUsageLog log;

  @BeforeEach
  void open() {
    store = Stores.embedded(home.resolve("kamiyo.db"), UPKEEP);
    log = new JournaledUsageLog(home.resolve("journal"), store, LONG, LONG);
  }

  @AfterEach
  void close() {
    log.close();
    store.close();
  }

  @Test
  void recordsWhileAnotherProcessHasTheDatabaseLocked() throws Exception {
    store.ready();
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("kamiyo.db"));
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      ToolUse use = use("while locked");
      log.record(use);
      // Longer than the database itself waits, so that the row has to be tried again.
      Thread.sleep(6_000);
      assertThat(rows()).isEmpty();
      statement.execute("rollback");
      eventually("the row arrives", () -> rows().equals(List.of(use)));
    }
  }

  @Override
  protected UsageLog log() {
    return log;
  }

  @Override
  protected List<ToolUse> rows() {
    return store.read(database -> new JooqToolCalls(database).since(Instant.EPOCH));
  }

  @Override
  protected UsageLog broken() {
    try {
      Path file = Files.writeString(home.resolve("a file"), "where a folder should be");
      return new JournaledUsageLog(file.resolve("journal"), store, LONG, LONG);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
