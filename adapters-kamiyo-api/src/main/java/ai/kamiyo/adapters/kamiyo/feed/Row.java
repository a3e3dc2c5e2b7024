package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.text.PlainText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object of a source, read forgivingly: sources change the type of a field without notice,
 * so a number may be a string and a list a single value.
 */
final class Row {
  private static final int MAX_NUMBER_LENGTH = 40;

  private final JsonNode node;

  Row(JsonNode node) {
    this.node = node;
  }

  /** A field's text; empty if it is absent, null, nothing that can be seen, or not a scalar. */
  Optional<String> text(String field) {
    JsonNode value = node.path(field);
    return value.isString() || value.isNumber()
        ? Optional.of(value.asString().strip()).filter(PlainText::isVisible)
        : Optional.empty();
  }

  String required(String field) throws UnreadableRow {
    return text(field).orElseThrow(() -> new UnreadableRow("it has no " + field));
  }

  /** A positive amount to the cent; absent, null, zero and unreadable ones are all unknown. */
  Optional<BigDecimal> amount(String field) {
    return text(field)
        .flatMap(Row::decimal)
        .map(amount -> amount.setScale(2, RoundingMode.HALF_UP))
        .filter(amount -> amount.signum() > 0);
  }

  boolean flag(String field) {
    return node.path(field).isBoolean() && node.path(field).asBoolean();
  }

  /** The texts of a list, or of a single value. */
  List<String> texts(String field) {
    JsonNode value = node.path(field);
    if (!value.isArray()) {
      return text(field).map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (item.isString() || item.isNumber()) {
        texts.add(item.asString().strip());
      }
    }
    return texts;
  }

  /** The objects of a list; anything else in it is passed over. */
  List<Row> rows(String field) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode item : node.path(field)) {
      if (item.isObject()) {
        rows.add(new Row(item));
      }
    }
    return rows;
  }

  /** The UTC day of a moment counted from 1970 in units of so many milliseconds. */
  LocalDate dayOfEpoch(String field, long unitMillis) throws UnreadableRow {
    String text = required(field);
    try {
      long units = new BigDecimal(text).longValueExact();
      Instant instant = Instant.ofEpochMilli(Math.multiplyExact(units, unitMillis));
      return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    } catch (ArithmeticException | NumberFormatException | java.time.DateTimeException e) {
      throw new UnreadableRow("its " + field + " is not a moment in time");
    }
  }

  private static Optional<BigDecimal> decimal(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      // A huge exponent would unfold into a huge number further on.
      return Math.abs((long) number.precision() - number.scale()) > MAX_NUMBER_LENGTH
          ? Optional.empty()
          : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
