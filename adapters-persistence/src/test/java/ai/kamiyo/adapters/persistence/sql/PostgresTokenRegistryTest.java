package ai.kamiyo.adapters.persistence.sql;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@NullUnmarked
class PostgresTokenRegistryTest extends SqlTokenRegistryContract {
  private static final Upkeep UPKEEP = new Upkeep(Clock.systemUTC(), Duration.ofDays(90));

  private Postgres postgres;
  private SqlStore store;

  @BeforeEach
  void open() {
    postgres = Postgres.fresh();
    store = Stores.owner(postgres.server(), UPKEEP);
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
  SqlStore another() {
    return Stores.owner(postgres.server(), UPKEEP);
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
