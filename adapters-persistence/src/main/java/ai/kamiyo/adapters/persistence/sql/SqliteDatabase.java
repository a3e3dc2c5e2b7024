package ai.kamiyo.adapters.persistence.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Log;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.tools.JooqLogger;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** The embedded database: one file that several processes may use at the same time. */
final class SqliteDatabase implements Database {
  private static final String FILE = "kamiyo.db";
  private static final int BUSY_MILLIS = 5_000;

  static {
    // jOOQ greets, gives advice and praises the database at INFO.
    JooqLogger.globalThreshold(Log.Level.WARN);
  }

  private final Connection first;
  private final DSLContext dsl;

  private SqliteDatabase(Connection first, DSLContext dsl) {
    this.first = first;
    this.dsl = dsl;
  }

  /**
   * Opens the database of this folder, which exists, and brings its tables up to date. One process
   * at a time: switching a new file to WAL fails in the others instead of waiting.
   */
  static SqliteDatabase open(Path home) throws IOException, SQLException {
    SQLiteDataSource source = new SQLiteDataSource(config());
    source.setUrl("jdbc:sqlite:" + home.resolve(FILE));
    OpeningLock lock = OpeningLock.in(home);
    try {
      return open(source);
    } finally {
      lock.release();
    }
  }

  private static SqliteDatabase open(SQLiteDataSource source) throws SQLException {
    Connection first = source.getConnection();
    try {
      // Flyway takes longer to load than everything else a start does together.
      if (!Migrations.isCurrent(first)) {
        Migrations.migrate(source, SQLDialect.SQLITE);
      }
      Settings settings = new Settings().withRenderSchema(false);
      return new SqliteDatabase(first, DSL.using(source, SQLDialect.SQLITE, settings));
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  @Override
  public DSLContext dsl() {
    return dsl;
  }

  /** Each statement has a connection of its own; the first stays so that none is the last. */
  @Override
  public void close() {
    try {
      first.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not close", e);
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalMode(JournalMode.WAL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    return config;
  }
}
