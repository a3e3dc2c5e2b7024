package ai.kamiyo.adapters.persistence.sql;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.SelectForUpdateStep;

/** Where the two databases differ. */
final class Dialects {
  private Dialects() {}

  /** The rows of this question, which nobody else changes until the transaction ends. */
  static <R extends Record> ResultQuery<R> locked(
      DSLContext database, SelectForUpdateStep<R> question) {
    return locksRows(database) ? question.forUpdate() : question;
  }

  /** SQLite has one writer at a time, and so no word for locking a row. */
  static boolean locksRows(DSLContext database) {
    return database.dialect().family() == SQLDialect.POSTGRES;
  }
}
