package ai.kamiyo.adapters.persistence.sql;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class SqliteSubscriptionsTest extends SqlSubscriptionsContract {
  private static final Upkeep UPKEEP = new Upkeep(Clock.systemUTC(), Duration.ofDays(90));

  @TempDir private Path home;
  private SqlStore store;

  @BeforeEach
  void open() {
    store = Stores.embedded(home.resolve("kamiyo.db"), UPKEEP);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  SqlStore store() {
    return store;
  }

  @Override
  SqlStore brokenStore() {
    return Stores.embedded(home, UPKEEP); // a folder is no database
  }
}
