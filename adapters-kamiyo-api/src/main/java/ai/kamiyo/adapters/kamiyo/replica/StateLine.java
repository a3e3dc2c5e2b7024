package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.Held;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** One line about a copy: when it was had, and what to ask with the next time. */
public final class StateLine {
  private StateLine() {}

  /** What is so of a copy that was just read. */
  static void write(JsonGenerator json, Held<?> copy) {
    write(json, "fetched_at", Optional.of(copy.fetchedAt()));
    write(json, "full_at", Optional.of(copy.fullAt()));
    write(json, "etag", copy.validators().etag());
    write(json, "last_modified", copy.validators().lastModified());
  }

  /** Writes the field if there is a value. */
  public static void write(JsonGenerator json, String field, Optional<?> value) {
    value.ifPresent(v -> json.writeStringProperty(field, v.toString()));
  }

  static Validators validators(JsonNode line) {
    return new Validators(text(line, "etag"), text(line, "last_modified"));
  }

  /** Empty also where it is no text. */
  public static Optional<String> text(JsonNode line, String field) {
    return Optional.of(line.path(field)).filter(JsonNode::isString).map(JsonNode::asString);
  }

  /** Empty also where it is no moment. */
  public static Optional<Instant> instant(JsonNode line, String field) {
    try {
      return text(line, field).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
