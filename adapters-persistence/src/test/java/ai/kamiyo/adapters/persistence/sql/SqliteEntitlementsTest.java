package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteEntitlementsTest {
  @Nested
  class Bought extends OverSqlite {
    @Override
    void give(CustomerId customer, Tier tier) {
      sell(customer, tier);
    }
  }

  @Nested
  class Given extends OverSqlite {
    @Override
    void give(CustomerId customer, Tier tier) {
      issue(customer, tier);
    }
  }

  @NullUnmarked
  abstract static class OverSqlite extends SqlEntitlementsContract {
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
}
