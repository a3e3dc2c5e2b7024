package ai.kamiyo.adapters.persistence.sql;

import java.nio.file.Path;
import org.jooq.DSLContext;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class SqliteToolCallsTest extends ToolCallsContract {
  @TempDir private Path home;
  private SqliteDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = SqliteDatabase.open(home.resolve("kamiyo.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  DSLContext database() {
    return database.dsl();
  }
}
