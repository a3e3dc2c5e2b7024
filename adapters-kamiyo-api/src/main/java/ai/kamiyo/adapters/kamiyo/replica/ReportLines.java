package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.CatalogueShape;
import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How reports, and rows that are none, are written as JSON lines. */
final class ReportLines {
  private ReportLines() {}

  static void write(
      Collection<ExploitReport> reports, Collection<Quarantined> unreadable, LinesFile.Lines lines)
      throws IOException {
    for (ExploitReport report : reports) {
      lines.line(json -> {
        json.writeName("report");
        CatalogueShape.write(report, json);
      });
    }
    for (Quarantined row : unreadable) {
      lines.line(json -> {
        json.writeStringProperty("unreadable", row.row());
        json.writeStringProperty("name", row.name());
        json.writeStringProperty("reason", row.reason());
      });
    }
  }

  /**
   * What lines have told so far. A report that is damaged is told as a row that is none, and the
   * others are read; a file of which most are damaged is refused.
   */
  static final class Read {
    private static final int FEW = 10;

    private final CatalogueShape shape = new CatalogueShape();
    private final Map<String, ExploitReport> reports;
    private final Collection<Quarantined> unreadable;
    private int damaged;

    Read(Map<String, ExploitReport> reports, Collection<Quarantined> unreadable) {
      this.reports = reports;
      this.unreadable = unreadable;
    }

    Map<String, ExploitReport> reports() {
      return reports;
    }

    Collection<Quarantined> unreadable() {
      return unreadable;
    }

    /** Reads a line into one of the two; any other line is passed over. */
    void line(JsonNode line) {
      if (line.has("report")) {
        report(line.get("report"));
      } else if (line.has("unreadable")) {
        unreadable.add(
            new Quarantined(
                line.path("unreadable").asString(""),
                line.path("name").asString(""),
                line.path("reason").asString("")));
      }
    }

    private void report(JsonNode line) {
      try {
        ExploitReport report = shape.read(line);
        reports.put(report.key(), report);
      } catch (UnreadableFile e) {
        damaged++;
        String key = line.path("key").asString("");
        String name = line.path("protocol").asString("");
        unreadable.add(new Quarantined(key, name, String.valueOf(e.getMessage())));
      }
    }

    boolean isDamaged() {
      return damaged > 0;
    }

    /** To be called after the last line. */
    void check() throws UnreadableFile {
      if (damaged > FEW && damaged > reports.size()) {
        throw new UnreadableFile(
            damaged + " of " + (damaged + reports.size()) + " kept reports are damaged");
      }
    }
  }
}
