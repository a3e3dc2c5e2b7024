package ai.kamiyo.bootstrap.command;

import ai.kamiyo.bootstrap.PrettyJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** A report for machines: one JSON object, indented. */
final class JsonOutput {
  private JsonOutput() {}

  static void print(PrintWriter out, Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = PrettyJson.writer().createGenerator(text)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    out.println(text);
  }
}
