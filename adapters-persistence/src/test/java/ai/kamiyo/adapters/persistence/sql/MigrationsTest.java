package ai.kamiyo.adapters.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class MigrationsTest {
  private static final Path FOLDERS =
      Path.of("src/main/resources/ai/kamiyo/adapters/persistence/migration");

  @TempDir Path home;

  @Test
  void theNewestMigrationIsTheOneInTheFolders() throws IOException {
    int newest = 0;
    for (String folder : List.of("common", "sqlite")) {
      try (Stream<Path> files = Files.list(FOLDERS.resolve(folder))) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          newest = Math.max(newest, Integer.parseInt(name.substring(1, name.indexOf("__"))));
        }
      }
    }
    assertThat(Migrations.NEWEST).isEqualTo(newest);
  }

  @Test
  void aDatabaseIsCurrentOnceItIsMigratedAndUntilSomethingFails() throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + home.resolve("some.db"));
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(Migrations.isCurrent(connection)).isFalse();
      Migrations.migrate(source, SQLDialect.SQLITE);
      assertThat(Migrations.isCurrent(connection)).isTrue();
      statement.execute("update flyway_schema_history set success = 0 where installed_rank = 1");
      assertThat(Migrations.isCurrent(connection)).isFalse();
      statement.execute("update flyway_schema_history set success = 1");
      statement.execute(
          "delete from flyway_schema_history where version = '" + Migrations.NEWEST + "'");
      assertThat(Migrations.isCurrent(connection)).isFalse();
    }
  }
}
