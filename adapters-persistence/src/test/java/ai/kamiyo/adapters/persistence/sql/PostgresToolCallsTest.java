package ai.kamiyo.adapters.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.persistence.jooq.Tables;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PostgresToolCallsTest extends ToolCallsContract {
  private static EmbeddedPostgres postgres;
  private static DSLContext database;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    Migrations.migrate(postgres.getPostgresDatabase(), SQLDialect.POSTGRES);
    database = DSL.using(postgres.getPostgresDatabase(), SQLDialect.POSTGRES);
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    database.deleteFrom(Tables.TOOL_CALL).execute();
  }

  @Override
  DSLContext database() {
    return database;
  }

  @Test
  void nothingIsOutsideOurSchema() {
    assertThat(
            database
                .fetch("select tablename from pg_tables where schemaname = 'public'")
                .getValues(0))
        .isEmpty();
  }

  @Test
  void migratingAgainChangesNothing() {
    Migrations.migrate(postgres.getPostgresDatabase(), SQLDialect.POSTGRES);
    assertThat(database.fetchCount(DSL.table("mcp_usage.flyway_schema_history")))
        .isEqualTo(5); // the schema, and four migrations
  }
}
