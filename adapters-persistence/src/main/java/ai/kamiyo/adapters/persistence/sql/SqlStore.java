package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.adapters.persistence.journal.UsageStore;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * The one database that holds our rows, opened at its first use. Thread-safe; blocks for a limited
 * time; what fails throws.
 */
public interface SqlStore extends UsageStore {
  /** Asks without changing anything; asked once more if the connection was lost on the way. */
  <T> T read(Function<DSLContext, T> question);

  /** Does all of this work in one transaction, or none of it. */
  <T> T write(Function<DSLContext, T> work);

  /**
   * The same for work that cannot be tried again: if the connection is lost, perhaps behind the
   * work and before the word of it, the database is asked whether it is done.
   *
   * @param done what came of the work; empty if it was not done
   */
  default <T> T write(Function<DSLContext, T> work, Function<DSLContext, Optional<T>> done) {
    try {
      return write(work);
    } catch (RuntimeException e) {
      Optional<T> result;
      try {
        result = read(done);
      } catch (RuntimeException nobodyKnows) {
        e.addSuppressed(nobodyKnows);
        throw e;
      }
      return result.orElseThrow(() -> e);
    }
  }
}
