package ai.kamiyo.adapters.persistence.sql;

import org.jooq.DSLContext;

/** An open, migrated database. */
interface Database extends AutoCloseable {
  DSLContext dsl();

  @Override
  void close();
}
