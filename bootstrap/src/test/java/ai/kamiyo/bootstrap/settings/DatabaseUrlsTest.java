package ai.kamiyo.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.settings.Database.Embedded;
import ai.kamiyo.bootstrap.settings.Database.PostgreSql;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spellings of DATABASE_URL. */
class DatabaseUrlsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u:p%40+%2F@h:5433/d?sslmode=require",
        "postgres://u:p%40+%2F@h:5433/d?sslmode=require",
        "jdbc:postgresql://h:5433/d?user=u&password=p%40%2B%2F&sslmode=require",
        "jdbc:postgresql://u:p%40+%2F@h:5433/d?sslmode=require",
      })
  void allNameTheSameServer(String text) throws Unacceptable {
    PostgreSql database = (PostgreSql) DatabaseUrls.KIND.parse(text);
    assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5433/d?sslmode=require");
    assertThat(database.user()).contains("u");
    assertThat(database.password()).contains(new Secret("p@+/"));
    assertThat(database).hasToString("postgresql://u:(hidden)@h:5433/d");
  }

  @Test
  void severalHostsAndNoLogin() throws Unacceptable {
    PostgreSql database = (PostgreSql) DatabaseUrls.KIND.parse("postgresql://a:1,[::1]:2/d");
    assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://a:1,[::1]:2/d");
    assertThat(database).hasToString("postgresql://a:1,[::1]:2/d");
    assertThat(database.password()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite:/data/k.db", "sqlite:///data/k.db", "jdbc:sqlite:/data/k.db"})
  void sqliteFiles(String text) throws Unacceptable {
    assertThat(DatabaseUrls.KIND.parse(text)).isEqualTo(new Embedded(Path.of("/data/k.db")));
  }

  @Test
  void aRelativeFileIsUnderHome() {
    Given given = new Given(folder).env("DATABASE_URL", "sqlite:else.db");
    assertThat(Given.settings(given.onStdio()).storage().database().jdbcUrl())
        .isEqualTo("jdbc:sqlite:" + given.home.resolve("else.db"));
  }
}
