package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.adapters.persistence.journal.UsageStore;
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
}
