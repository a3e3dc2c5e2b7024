package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.domain.access.ToolUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A database that is opened at its first use, and after a failure that it does not survive opened
 * anew at the next. Thread-safe.
 */
final class LazyStore implements SqlStore {
  private static final Duration OPENING = Duration.ofSeconds(10);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final Opener opener;
  private final Upkeep upkeep;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable Database open;

  /** How the database is opened and its tables brought up to date. */
  interface Opener {
    Database open() throws IOException, SQLException;
  }

  LazyStore(Opener opener, Upkeep upkeep) {
    this.opener = opener;
    this.upkeep = upkeep;
  }

  @Override
  public void add(List<ToolUse> uses) {
    int unused = use(database -> new JooqToolCalls(database.dsl()).add(uses));
  }

  @Override
  public void ready() {
    boolean unused = use(database -> new JooqToolCalls(database.dsl()).readable());
  }

  @Override
  public void tidy() {
    boolean unused =
        use(database -> {
          database.tidy(upkeep);
          return true;
        });
  }

  @Override
  public <T> T read(Function<DSLContext, T> question) {
    return use(database -> {
      try {
        return question.apply(database.dsl());
      } catch (RuntimeException e) {
        if (!database.lostConnection(e)) {
          throw e;
        }
        return question.apply(database.dsl());
      }
    });
  }

  @Override
  public <T> T write(Function<DSLContext, T> work) {
    return use(
        database -> database.dsl().transactionResult(transaction -> work.apply(transaction.dsl())));
  }

  private <T> T use(Function<Database, T> work) {
    Database database = opened();
    try {
      return work.apply(database);
    } catch (RuntimeException e) {
      if (!database.survives(e)) {
        discard(database);
      }
      throw e;
    }
  }

  private Database opened() {
    boolean mine = false;
    try {
      mine = opening.tryLock(OPENING.toMillis(), TimeUnit.MILLISECONDS);
      if (!mine) {
        throw new IllegalStateException("the database is still being opened");
      }
      Database database = open;
      if (database == null) {
        database = opener.open();
        open = database;
      }
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("the database does not open: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not open: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the database was opened", e);
    } finally {
      if (mine) {
        opening.unlock();
      }
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
      mine = opening.tryLock(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
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
