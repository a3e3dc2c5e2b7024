package ai.kamiyo.adapters.persistence.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How a PostgreSQL server stands to us, found out without changing anything.
 *
 * @param answers whether it lets us in
 * @param current whether our schema is as new as this program
 * @param detail for an operator to read
 */
public record PostgresCondition(boolean answers, boolean current, String detail) {
  /** Asks; blocks for some seconds at most. */
  public static PostgresCondition of(PostgresServer server) {
    try (Connection connection = server.unpooled().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setReadOnly(true);
      statement.execute("set statement_timeout = '5s'");
      String product = "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
      int newest = Migrations.newestIn(connection);
      String schema = "schema " + Migrations.SCHEMA;
      String detail =
          newest == 0
              ? "without " + schema + ": serve and kamiyo migrate make it"
              : newest < Migrations.NEWEST
                  ? schema
                      + (" has migration " + newest + " of " + Migrations.NEWEST)
                      + ": serve and kamiyo migrate bring it up to date"
                  : schema + " is up to date";
      return new PostgresCondition(true, newest >= Migrations.NEWEST, product + ", " + detail);
    } catch (SQLException e) {
      return new PostgresCondition(false, false, "does not answer: " + e.getMessage());
    }
  }
}
