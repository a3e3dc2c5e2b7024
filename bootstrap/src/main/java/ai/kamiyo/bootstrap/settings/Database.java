package ai.kamiyo.bootstrap.settings;

import java.nio.file.Path;
import java.util.Optional;

/** Which database keeps tokens, subscriptions and usage. */
public sealed interface Database {
  /** What JDBC is to be given; never holds a user or a password. */
  String jdbcUrl();

  /** The embedded SQLite database, one file. */
  record Embedded(Path file) implements Database {
    @Override
    public String jdbcUrl() {
      return "jdbc:sqlite:" + file;
    }

    @Override
    public String toString() {
      return "sqlite:" + file;
    }
  }

  /**
   * A PostgreSQL server.
   *
   * @param hosts one or more of {@code host:port}
   * @param options what follows the question mark, without user and password; may be empty
   */
  record PostgreSql(
      String hosts, String name, Optional<String> user, Optional<Secret> password, String options)
      implements Database {
    @Override
    public String jdbcUrl() {
      return "jdbc:postgresql://" + hosts + "/" + name + (options.isEmpty() ? "" : "?" + options);
    }

    @Override
    public String toString() {
      String login = password.isPresent() ? user.orElse("") + ":" + Secret.HIDDEN : user.orElse("");
      return "postgresql://" + login + (login.isEmpty() ? "" : "@") + hosts + "/" + name;
    }
  }
}
