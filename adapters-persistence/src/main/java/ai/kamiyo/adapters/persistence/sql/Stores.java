package ai.kamiyo.adapters.persistence.sql;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.SQLDialect;

/** Makes the stores; none of them opens anything before it is used. */
public final class Stores {
  private Stores() {}

  /** A database in one file, made at the first use. */
  public static SqlStore embedded(Path file, Upkeep upkeep) {
    return new LazyStore(() -> SqliteDatabase.open(file), upkeep);
  }

  /** PostgreSQL, whose schema of ours is made and kept up to date. */
  public static SqlStore owner(PostgresServer server, Upkeep upkeep) {
    return new LazyStore(
        () -> {
          int unused = migrate(server);
          return PostgresDatabase.open(server, true);
        },
        upkeep);
  }

  /** PostgreSQL as it is; without our schema, or with one that is too old, this file instead. */
  public static SqlStore guest(PostgresServer server, Path instead, Upkeep upkeep) {
    return new LazyStore(
        () -> {
          if (hasSchema(server)) {
            return PostgresDatabase.open(server, false);
          }
          System.getLogger(Stores.class.getName())
              .log(
                  Level.WARNING,
                  "the database that DATABASE_URL names has no schema mcp_usage of this version,"
                      + " and is left alone; rows go to {0} (kamiyo migrate makes the schema)",
                  instead);
          return SqliteDatabase.open(instead);
        },
        upkeep);
  }

  /** No database at all: whoever asks it is told so. */
  public static SqlStore nowhere(Upkeep upkeep) {
    return new LazyStore(
        () -> {
          throw new IOException("a rehearsal has no database");
        },
        upkeep);
  }

  /** Brings our schema up to date; returns how many migrations were missing. */
  public static int migrate(PostgresServer server) {
    return Migrations.migrate(server.unpooled(), SQLDialect.POSTGRES);
  }

  private static boolean hasSchema(PostgresServer server) throws SQLException {
    try (Connection connection = server.unpooled().getConnection()) {
      connection.setReadOnly(true);
      return Migrations.newestIn(connection) >= Migrations.NEWEST;
    }
  }
}
