package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.adapters.persistence.jooq.Tables;
import org.jooq.DSLContext;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

@NullUnmarked
class PostgresToolCallsTest extends ToolCallsContract {
  private static DSLContext database;

  @BeforeAll
  static void create() {
    database = Postgres.migrated().dsl();
  }

  @BeforeEach
  void empty() {
    database.deleteFrom(Tables.TOOL_CALL).execute();
  }

  @Override
  DSLContext database() {
    return database;
  }
}
