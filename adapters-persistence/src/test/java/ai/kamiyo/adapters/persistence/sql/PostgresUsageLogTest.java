package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.adapters.persistence.journal.JournaledUsageLog;
import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.UsageLog;
import ai.kamiyo.domain.access.UsageLogContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The usage log over a real PostgreSQL. */
@NullUnmarked
class PostgresUsageLogTest extends UsageLogContract {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path home;
  private SqlStore store;
  private JournaledUsageLog log;

  @BeforeEach
  void open() {
    store =
        Stores.owner(
            Postgres.fresh().server(), new Upkeep(Clock.systemUTC(), Duration.ofDays(3650)));
    log = new JournaledUsageLog(home.resolve("journal"), store, LONG, LONG);
  }

  @AfterEach
  void close() {
    log.close();
    store.close();
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
