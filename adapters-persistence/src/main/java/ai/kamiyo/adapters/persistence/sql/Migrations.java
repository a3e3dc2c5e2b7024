package ai.kamiyo.adapters.persistence.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.SQLDialect;

/** Brings a database's tables up to date. */
final class Migrations {
  /** The one PostgreSQL schema that is ours. */
  static final String SCHEMA = "mcp_usage";

  /** The newest migration; a test compares it with the folders. */
  static final String NEWEST = "4";

  private static final String HISTORY = "flyway_schema_history";

  private static final String LOCATION = "classpath:ai/kamiyo/adapters/persistence/migration/";

  private Migrations() {}

  static void migrate(DataSource source, SQLDialect dialect) {
    FluentConfiguration flyway =
        Flyway.configure().dataSource(source).loggers(FlywayLogs.class.getName());
    if (dialect.family() == SQLDialect.POSTGRES) {
      flyway.schemas(SCHEMA).locations(LOCATION + "common", LOCATION + "postgresql");
    } else {
      flyway.locations(LOCATION + "common", LOCATION + "sqlite");
    }
    flyway.load().migrate();
  }

  /** Whether an embedded database has had the newest migration, and none that failed. */
  static boolean isCurrent(Connection database) throws SQLException {
    try (ResultSet tables = database.getMetaData().getTables(null, null, HISTORY, null)) {
      if (!tables.next()) {
        return false;
      }
    }
    String newest =
        "select version, min(success) over () from " + HISTORY + " order by installed_rank desc";
    try (Statement statement = database.createStatement();
        ResultSet last = statement.executeQuery(newest)) {
      return last.next() && NEWEST.equals(last.getString(1)) && last.getBoolean(2);
    }
  }
}
