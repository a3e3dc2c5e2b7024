package ai.kamiyo.adapters.persistence.sql;

import org.jooq.DSLContext;

/** An open, migrated database. */
interface Database extends AutoCloseable {
  DSLContext dsl();

  /** Whether the database is as good as before, although a statement failed with this. */
  boolean survives(RuntimeException problem);

  /** Whether the same question may well be answered on another connection. */
  boolean lostConnection(RuntimeException problem);

  /** Drops what is kept long enough, and makes room for what is to come. */
  void tidy(Upkeep upkeep);

  @Override
  void close();
}
