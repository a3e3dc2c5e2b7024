package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

class PostgresEntitlementsTest {
  @Nested
  class Bought extends OverPostgres {
    @Override
    void give(CustomerId customer, Tier tier) {
      sell(customer, tier);
    }
  }

  @Nested
  class Given extends OverPostgres {
    @Override
    void give(CustomerId customer, Tier tier) {
      issue(customer, tier);
    }
  }

  @NullUnmarked
  abstract static class OverPostgres extends SqlEntitlementsContract {
    private static final Upkeep UPKEEP = new Upkeep(Clock.systemUTC(), Duration.ofDays(90));

    private SqlStore store;

    @BeforeEach
    void open() {
      store = Stores.owner(Postgres.fresh().server(), UPKEEP);
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
      PostgresServer nobody =
          new PostgresServer(
              "jdbc:postgresql://localhost:1/none",
              Optional.of("postgres"),
              Optional.empty(),
              1,
              Duration.ofSeconds(1));
      return Stores.owner(nobody, UPKEEP);
    }
  }
}
