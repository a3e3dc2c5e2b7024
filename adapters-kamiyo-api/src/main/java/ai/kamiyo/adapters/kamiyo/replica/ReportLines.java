package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.CatalogueShape;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How reports, and rows that are none, are written as JSON lines. */
final class ReportLines {
  private final CatalogueShape shape = new CatalogueShape();

  void write(
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

  /** Reads a line into one of the two; any other line is passed over. */
  void read(JsonNode line, Map<String, ExploitReport> reports, Collection<Quarantined> unreadable)
      throws IOException {
    if (line.has("report")) {
      ExploitReport report = shape.read(line.get("report"));
      reports.put(report.key(), report);
    } else if (line.has("unreadable")) {
      unreadable.add(
          new Quarantined(
              line.get("unreadable").asString(),
              line.get("name").asString(),
              line.get("reason").asString()));
    }
  }
}
