package ai.kamiyo.adapters.persistence.sql;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** An empty, migrated database of a test's own, of a kind that we support. */
final class OwnDatabase implements AutoCloseable {
  private static final Upkeep UPKEEP = new Upkeep(Clock.systemUTC(), Duration.ofDays(90));

  private final Supplier<SqlStore> opening;
  private final Supplier<SqlStore> failing;
  private final SqlStore store;

  private OwnDatabase(Supplier<SqlStore> opening, Supplier<SqlStore> failing) {
    this.opening = opening;
    this.failing = failing;
    store = opening.get();
  }

  static OwnDatabase postgres() {
    PostgresServer server = Postgres.fresh().server();
    PostgresServer nobody =
        new PostgresServer(
            "jdbc:postgresql://localhost:1/none",
            Optional.of("postgres"),
            Optional.empty(),
            1,
            Duration.ofSeconds(1));
    return new OwnDatabase(() -> Stores.owner(server, UPKEEP), () -> Stores.owner(nobody, UPKEEP));
  }

  static OwnDatabase sqlite(Path folder) {
    return new OwnDatabase(
        () -> Stores.embedded(folder.resolve("kamiyo.db"), UPKEEP),
        () -> Stores.embedded(folder, UPKEEP)); // a folder is no database
  }

  /** The same one throughout a test. */
  SqlStore store() {
    return store;
  }

  /** Another store over the same database, as another process has it. */
  SqlStore another() {
    return opening.get();
  }

  /** A store that does not open. */
  SqlStore broken() {
    return failing.get();
  }

  @Override
  public void close() {
    store.close();
  }
}
