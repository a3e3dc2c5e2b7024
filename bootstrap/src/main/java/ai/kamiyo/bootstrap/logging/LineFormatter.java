package ai.kamiyo.bootstrap.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** One record, one line: for people, or as JSON for machines. */
final class LineFormatter extends Formatter {
  private final boolean json;
  private final JsonFactory factory = new JsonFactory();

  LineFormatter(boolean json) {
    this.json = json;
  }

  @Override
  public String format(LogRecord record) {
    String text = json ? asJson(record) : asText(record);
    return text + System.lineSeparator();
  }

  private String asText(LogRecord record) {
    String line =
        "%s %s %s - %s"
            .formatted(
                record.getInstant(),
                level(record),
                shortName(record.getLoggerName()),
                oneLine(formatMessage(record)));
    return record.getThrown() == null ? line : line + "\n" + trace(record.getThrown());
  }

  private String asJson(LogRecord record) {
    StringWriter line = new StringWriter();
    try (JsonGenerator out =
        factory.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), line)) {
      out.writeStartObject();
      out.writeStringProperty("time", record.getInstant().toString());
      out.writeStringProperty("level", level(record));
      out.writeStringProperty("logger", record.getLoggerName());
      out.writeStringProperty("message", formatMessage(record));
      if (record.getThrown() != null) {
        out.writeStringProperty("exception", trace(record.getThrown()));
      }
      out.writeEndObject();
    }
    return line.toString();
  }

  private static String level(LogRecord record) {
    int level = record.getLevel().intValue();
    return level >= 1000 ? "ERROR" : level >= 900 ? "WARNING" : level >= 800 ? "INFO" : "DEBUG";
  }

  /** Foreign text in a message cannot pass for a line of its own. */
  private static String oneLine(String message) {
    return message.replace("\r", "\\r").replace("\n", "\\n");
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return trace.toString().stripTrailing();
  }
}
