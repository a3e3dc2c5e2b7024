package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.text.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Collects a source's rows as reports, and apart from them the rows that are none. */
final class ReportRows {
  private static final String POSITION = "row ";
  private static final int KEY = 200;
  private static final int NAME = 120;

  private final RowShape shape;
  private final Repeats repeats;
  private final Map<String, ExploitReport> reports = new LinkedHashMap<>();
  private final List<Quarantined> unreadable = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private int read;

  ReportRows(RowShape shape, Repeats repeats) {
    this.shape = shape;
    this.repeats = repeats;
  }

  /** What it means if two rows have the same key. */
  enum Repeats {
    /** The source has no ids: they are two rows, told apart by counting. */
    COUNTED,
    /** The source has ids, and told the row twice. */
    REPLACED
  }

  /** How many rows were added. */
  int read() {
    return read;
  }

  /** By key, in the order in which they came. */
  Map<String, ExploitReport> reports() {
    return reports;
  }

  List<Quarantined> unreadable() {
    return unreadable;
  }

  void add(JsonNode node) {
    read++;
    try {
      if (!node.isObject()) {
        throw new UnreadableRow("it is not an object");
      }
      ExploitReport report = shape.report(new Row(node));
      int count = counts.merge(report.key(), 1, Integer::sum);
      boolean another = count > 1 && repeats == Repeats.COUNTED;
      ExploitReport kept = another ? report.withKey(report.key() + "#" + count) : report;
      reports.put(kept.key(), kept);
    } catch (UnreadableRow e) {
      Row row = new Row(node);
      String name = row.text("name").or(() -> row.text("protocol")).orElse("");
      Optional<String> key = repeats == Repeats.REPLACED ? shape.key(row) : Optional.empty();
      String which = key.orElse(POSITION + read);
      unreadable.add(
          new Quarantined(PlainText.of(which, KEY), PlainText.of(name, NAME), e.reason()));
    }
  }

  /**
   * The rows that are none, and those of earlier readings that have not become readable since.
   * Where a row has no id, its position says nothing about whether it was met before.
   */
  List<Quarantined> unreadableAnd(List<Quarantined> earlier) {
    Map<String, Quarantined> all = new LinkedHashMap<>();
    for (List<Quarantined> rows : List.of(earlier, unreadable)) {
      for (Quarantined row : rows) {
        boolean placed = row.row().startsWith(POSITION);
        all.put(placed ? row.name() + "\n" + row.reason() : row.row(), row);
      }
    }
    all.keySet().removeAll(reports.keySet());
    return List.copyOf(all.values());
  }
}
