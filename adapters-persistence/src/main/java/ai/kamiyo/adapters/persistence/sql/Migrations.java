package ai.kamiyo.adapters.persistence.sql;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.SQLDialect;

/** Brings a database's tables up to date. */
final class Migrations {
  /** The one PostgreSQL schema that is ours. */
  static final String SCHEMA = "mcp_usage";

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
}
