package ai.kamiyo.bootstrap.command;

import ai.kamiyo.adapters.kamiyo.replica.IncidentImport;
import tools.jackson.core.JsonGenerator;

/** What became of an import, for machines. */
final class ImportReport {
  private ImportReport() {}

  static void write(IncidentImport.Result result, JsonGenerator json) {
    json.writeNumberProperty("read", result.read());
    json.writeNumberProperty("new", result.added());
    json.writeNumberProperty("merged", result.merged());
    json.writeNumberProperty("updated", result.updated());
    json.writeNumberProperty("unchanged", result.unchanged());
    json.writeNumberProperty("delisted", result.gone());
    json.writeArrayPropertyStart("quarantined");
    result
        .quarantined()
        .forEach(row -> {
          json.writeStartObject();
          json.writeStringProperty("row", row.row());
          json.writeStringProperty("name", row.name());
          json.writeStringProperty("reason", row.reason());
          json.writeEndObject();
        });
    json.writeEndArray();
  }
}
