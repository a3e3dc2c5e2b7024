package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.adapters.persistence.journal.UsageStore;
import ai.kamiyo.domain.access.ToolUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The embedded database of one home folder, opened at its first use; after a failure the next use
 * opens it anew, so that a restored file is found again. Thread-safe.
 */
public final class EmbeddedStore implements UsageStore {
  private static final int CLOSING_SECONDS = 1;

  /** The bits of an SQLite code that say what happened; the others say where. */
  private static final int PRIMARY_CODE = 0xff;

  private final Path home;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable Database open;

  public EmbeddedStore(Path home) {
    this.home = home;
  }

  @Override
  public void add(List<ToolUse> uses) {
    use(database -> new JooqToolCalls(database.dsl()).add(uses));
  }

  @Override
  public void ready() {
    use(database -> new JooqToolCalls(database.dsl()).readable());
  }

  <T> T use(Function<Database, T> work) {
    Database database = opened();
    try {
      return work.apply(database);
    } catch (RuntimeException e) {
      if (!isBusy(e)) {
        discard(database);
      }
      throw e;
    }
  }

  /** Whether only another writer was in the way, and the database is as good as before. */
  private static boolean isBusy(RuntimeException problem) {
    return problem instanceof DataAccessException failed
        && failed.getCause() instanceof SQLiteException sqlite
        && (sqlite.getResultCode().code & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  private Database opened() {
    opening.lock();
    try {
      Database database = open;
      if (database == null) {
        Files.createDirectories(home);
        database = SqliteDatabase.open(home);
        open = database;
      }
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("the database under KAMIYO_HOME does not open", e);
    } catch (SQLException e) {
      throw new IllegalStateException("the database under KAMIYO_HOME does not open", e);
    } finally {
      opening.unlock();
    }
  }

  private void discard(Database failed) {
    opening.lock();
    try {
      if (failed.equals(open)) {
        open = null;
        failed.close();
      }
    } finally {
      opening.unlock();
    }
  }

  /** Closes the database, unless it is just being opened and that takes long. */
  @Override
  public void close() {
    boolean mine = false;
    try {
      mine = opening.tryLock(CLOSING_SECONDS, TimeUnit.SECONDS);
      if (mine && open != null) {
        open.close();
        open = null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (mine) {
        opening.unlock();
      }
    }
  }
}
