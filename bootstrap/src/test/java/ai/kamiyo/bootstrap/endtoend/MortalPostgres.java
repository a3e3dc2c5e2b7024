package ai.kamiyo.bootstrap.endtoend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server that can be killed and started again with what it had written. */
public final class MortalPostgres implements AutoCloseable {
  private final Path data;
  private EmbeddedPostgres running;

  public MortalPostgres(Path folder) {
    data = folder.resolve("postgresql");
    running = start(0);
  }

  private EmbeddedPostgres start(int port) {
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPGStartupWait(Patience.DEADLINE)
              // What was committed is to survive a kill, as with a server that is in use.
              .setServerConfig("synchronous_commit", "on");
      return (port == 0 ? builder : builder.setPort(port)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "postgresql://postgres@localhost:" + running.getPort() + "/postgres";
  }

  /** Kills the server and all its children without a word. */
  public void kill() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
      ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      List<ProcessHandle> all = Stream.concat(Stream.of(server), server.descendants()).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      Patience.until(
          () -> all.stream().noneMatch(ProcessHandle::isAlive), () -> "the end of PostgreSQL");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again at its port, with what it had written. */
  public void restart() {
    int port = running.getPort();
    close(); // of its lock on the folder; the server itself is gone
    running = start(port);
  }

  /** The first column of what the query gives. */
  public List<String> ask(String query) {
    List<String> answers = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(running.getJdbcUrl("postgres", "postgres"));
        Statement statement = connection.createStatement()) {
      if (statement.execute(query)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            answers.add(String.valueOf(rows.getString(1)));
          }
        }
      }
      return answers;
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  public List<String> callIds() {
    return ask("select id from mcp_usage.tool_call");
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
