package ai.kamiyo.bootstrap.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** A report for machines: one JSON object, indented. */
final class JsonOutput {
  private static final ObjectWriter PRETTY = JsonMapper.shared().writerWithDefaultPrettyPrinter();

  private JsonOutput() {}

  static void print(PrintWriter out, Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = PRETTY.createGenerator(text)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    out.println(text);
  }
}
