package ai.kamiyo.adapters.persistence.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Log;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.tools.JooqLogger;

/** PostgreSQL behind a pool that mends itself. */
final class PostgresDatabase implements Database {
  private static final Duration MAX_WAIT = Duration.ofSeconds(3);

  /** SQLSTATE class of lost connections. */
  private static final String CONNECTION_EXCEPTION = "08";

  /** The server is being stopped, has crashed, or is not up yet. */
  private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03");

  static {
    JooqLogger.globalThreshold(Log.Level.WARN);
  }

  private final HikariDataSource pool;
  private final DSLContext dsl;
  private final boolean owned;

  private PostgresDatabase(HikariDataSource pool, boolean owned) {
    this.pool = pool;
    this.dsl = DSL.using(pool, SQLDialect.POSTGRES);
    this.owned = owned;
  }

  /**
   * Connects to a database whose tables are up to date.
   *
   * @param owned whether its schema may be altered, which upkeep does
   */
  static PostgresDatabase open(PostgresServer server, boolean owned) {
    return new PostgresDatabase(new HikariDataSource(config(server)), owned);
  }

  private static HikariConfig config(PostgresServer server) {
    long statement = server.queryTimeout().toMillis();
    HikariConfig config = new HikariConfig();
    config.setPoolName(PostgresServer.NAME);
    config.setDriverClassName("org.postgresql.Driver");
    config.setJdbcUrl(server.url());
    server.user().ifPresent(config::setUsername);
    server.password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(server.poolMax());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Math.min(statement, MAX_WAIT.toMillis()));
    config.setConnectionInitSql("set statement_timeout = " + statement);
    config.addDataSourceProperty("socketTimeout", Integer.toString(server.silenceSeconds()));
    config.addDataSourceProperty(
        "connectTimeout", Integer.toString(PostgresServer.CONNECT_SECONDS));
    config.addDataSourceProperty("loginTimeout", Integer.toString(PostgresServer.CONNECT_SECONDS));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("ApplicationName", PostgresServer.NAME);
    return config;
  }

  @Override
  public DSLContext dsl() {
    return dsl;
  }

  @Override
  public boolean survives(RuntimeException problem) {
    return true; // broken connections leave the pool by themselves
  }

  @Override
  public boolean lostConnection(RuntimeException problem) {
    if (!(problem instanceof DataAccessException failed)
        || !(failed.getCause() instanceof SQLException sql)
        || sql instanceof SQLTransientConnectionException) { // the pool has waited long enough
      return false;
    }
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    return state.startsWith(CONNECTION_EXCEPTION) || SHUTDOWN.contains(state);
  }

  @Override
  public void tidy(Upkeep upkeep) {
    if (owned) {
      new Partitions(dsl).keep(upkeep);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
