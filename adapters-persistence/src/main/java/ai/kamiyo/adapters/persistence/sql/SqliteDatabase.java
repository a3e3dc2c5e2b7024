package ai.kamiyo.adapters.persistence.sql;

import static ai.kamiyo.adapters.persistence.jooq.Tables.TOOL_CALL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Log;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.tools.JooqLogger;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The embedded database: one file that several processes may use at the same time. */
final class SqliteDatabase implements Database {
  private static final int BUSY_MILLIS = 5_000;

  /** The bits of an SQLite code that say what happened; the others say where. */
  private static final int PRIMARY_CODE = 0xff;

  /** Another writer was in the way, or a row was against a rule. */
  private static final Set<Integer> HARMLESS =
      Set.of(SQLiteErrorCode.SQLITE_BUSY.code, SQLiteErrorCode.SQLITE_CONSTRAINT.code);

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
   * Opens the database in this file, and brings its tables up to date. One process at a time:
   * switching a new file to WAL fails in the others instead of waiting.
   */
  static SqliteDatabase open(Path file) throws IOException, SQLException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    SQLiteDataSource source = new SQLiteDataSource(config());
    source.setUrl("jdbc:sqlite:" + file);
    OpeningLock lock = OpeningLock.of(file);
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
        int unused = Migrations.migrate(source, SQLDialect.SQLITE);
      }
      Settings settings = new Settings().withRenderSchema(false);
      return new SqliteDatabase(first, DSL.using(source, SQLDialect.SQLITE, settings));
    } catch (RuntimeException | SQLException e) {
      first.close();
      throw e;
    }
  }

  @Override
  public DSLContext dsl() {
    return dsl;
  }

  /** After any fault but these the file is opened anew, so that a restored one is found again. */
  @Override
  public boolean survives(RuntimeException problem) {
    return problem instanceof DataAccessException failed
        && failed.getCause() instanceof SQLiteException sqlite
        && HARMLESS.contains(sqlite.getResultCode().code & PRIMARY_CODE);
  }

  @Override
  public boolean lostConnection(RuntimeException problem) {
    return false;
  }

  @Override
  public void tidy(Upkeep upkeep) {
    int unused = dsl.deleteFrom(TOOL_CALL).where(TOOL_CALL.AT.lt(upkeep.oldest())).execute();
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
