package ai.kamiyo.adapters.persistence.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** Brings a database's tables up to date. */
final class Migrations {
  /** The one PostgreSQL schema that is ours. */
  static final String SCHEMA = "mcp_usage";

  /** The newest migration; a test compares it with the folders. */
  static final int NEWEST = 6;

  private static final String HISTORY = "flyway_schema_history";

  private static final String LOCATION = "classpath:ai/kamiyo/adapters/persistence/migration/";

  private Migrations() {}

  /** Returns how many migrations were missing. */
  static int migrate(DataSource source, SQLDialect dialect) {
    FluentConfiguration flyway =
        Flyway.configure().dataSource(source).loggers(FlywayLogs.class.getName());
    if (dialect.family() == SQLDialect.POSTGRES) {
      flyway.schemas(SCHEMA).locations(LOCATION + "common", LOCATION + "postgresql");
    } else {
      flyway.locations(LOCATION + "common", LOCATION + "sqlite");
    }
    return flyway.load().migrate().migrationsExecuted;
  }

  /** Whether an embedded database has had the newest migration, and none that failed. */
  static boolean isCurrent(Connection database) throws SQLException {
    return newest(database, null) >= NEWEST;
  }

  /** The newest migration of our schema on PostgreSQL; 0 for none, or if one of them failed. */
  static int newestIn(Connection postgres) throws SQLException {
    return newest(postgres, SCHEMA);
  }

  private static int newest(Connection database, @Nullable String schema) throws SQLException {
    try (ResultSet tables = database.getMetaData().getTables(null, schema, HISTORY, null)) {
      if (!tables.next()) {
        return 0;
      }
    }
    String rows = "select version, success from " + (schema == null ? "" : schema + ".") + HISTORY;
    int newest = 0;
    try (Statement statement = database.createStatement();
        ResultSet applied = statement.executeQuery(rows)) {
      while (applied.next()) {
        if (!applied.getBoolean(2)) {
          return 0;
        }
        String version = applied.getString(1);
        newest = version == null ? newest : Math.max(newest, Integer.parseInt(version));
      }
    }
    return newest;
  }
}
