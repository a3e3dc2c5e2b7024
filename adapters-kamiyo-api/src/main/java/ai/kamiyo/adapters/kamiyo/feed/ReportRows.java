package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Collects a source's rows as reports, and apart from them the rows that are none. */
final class ReportRows {
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
      unreadable.add(new Quarantined("row " + read, name, e.reason()));
    }
  }
}
