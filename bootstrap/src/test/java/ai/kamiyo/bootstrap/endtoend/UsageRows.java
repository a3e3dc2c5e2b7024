package ai.kamiyo.bootstrap.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The usage table of an installation, as an operator with a SQLite shell sees it. */
final class UsageRows {
  private UsageRows() {}

  record Row(String id, String at, String customer, String tool, String tier, String outcome) {}

  /** All rows; none while there is no database yet, or while it is being written. */
  static List<Row> of(Installation installation) {
    Path file = installation.home().resolve("kamiyo.db");
    List<Row> rows = new ArrayList<>();
    if (!Files.exists(file)) {
      return rows;
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 10000");
      statement.execute("pragma query_only = true");
      try (ResultSet result =
          statement.executeQuery(
              "select id, at, customer, tool, tier, outcome from tool_call order by at")) {
        while (result.next()) {
          rows.add(
              new Row(
                  String.valueOf(result.getString(1)),
                  String.valueOf(result.getString(2)),
                  String.valueOf(result.getString(3)),
                  String.valueOf(result.getString(4)),
                  String.valueOf(result.getString(5)),
                  String.valueOf(result.getString(6))));
        }
      }
      return rows;
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("no such table")) {
        return rows;
      }
      throw new AssertionError(e);
    }
  }

  /** Waits until there are so many rows, each under an id of its own. */
  static List<Row> await(Installation installation, int count) {
    Patience.until(
        () -> of(installation).size() >= count,
        () -> count + " usage rows, not " + of(installation));
    List<Row> rows = of(installation);
    Set<String> ids = new HashSet<>();
    for (Row row : rows) {
      if (!ids.add(row.id())) {
        throw new AssertionError("twice: " + row);
      }
    }
    if (rows.size() != count) {
      throw new AssertionError("more than " + count + " rows: " + rows);
    }
    return rows;
  }
}
