package ai.kamiyo.adapters.persistence.sql;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/** Where the two databases differ. */
final class Dialects {
  private Dialects() {}

  /** SQLite has one writer at a time, and so no word for locking a row. */
  static boolean locksRows(DSLContext database) {
    return database.dialect().family() == SQLDialect.POSTGRES;
  }
}
