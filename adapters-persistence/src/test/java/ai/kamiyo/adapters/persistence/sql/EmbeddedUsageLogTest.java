package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.adapters.persistence.journal.JournaledUsageLog;
import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.UsageLog;
import ai.kamiyo.domain.access.UsageLogContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The usage log over the real embedded database. */
@NullUnmarked
class EmbeddedUsageLogTest extends UsageLogContract {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path home;
  private EmbeddedStore store;
  private JournaledUsageLog log;

  @BeforeEach
  void open() {
    store = new EmbeddedStore(home);
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
  protected Collection<ToolUse> rows() {
    return store.use(database -> new JooqToolCalls(database.dsl()).since(Instant.EPOCH));
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
