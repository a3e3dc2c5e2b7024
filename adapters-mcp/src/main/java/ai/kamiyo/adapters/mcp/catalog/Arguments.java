package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.text.PlainText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments of one call, each read as the type it must have. A {@code null} counts as absent.
 * Models write numbers as strings now and then: a string that is exactly a plain number is taken
 * for one, anything else is refused.
 */
public final class Arguments {
  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
  private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);
  private static final int SHOWN = 60;

  private final ObjectNode values;

  /** The arguments of a tool that knows these names; any other name is refused. */
  public Arguments(ObjectNode values, List<String> known) {
    this.values = values;
    for (String name : values.propertyNames()) {
      if (!known.contains(name)) {
        throw unknown(name, known);
      }
    }
  }

  private static InvalidArgument unknown(String name, List<String> known) {
    String takes =
        known.isEmpty() ? "this tool takes none" : "known are " + String.join(", ", known);
    return new InvalidArgument(
        shown(name),
        "is not an argument of this tool" + Nearest.hint(name, known) + " – " + takes,
        "");
  }

  public Optional<String> text(String name, String example) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && !value.get().isString()) {
      throw new InvalidArgument(name, "must be a string, was " + kind(value.get()), example);
    }
    return value.map(JsonNode::stringValue);
  }

  /** A text that must be there. */
  public String required(String name, String example) {
    return text(name, example).orElseThrow(() -> new InvalidArgument(name, "is required", example));
  }

  /** The texts of a list, or whole numbers written for them; none if it is absent. */
  public List<String> texts(String name, String example) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.get().isArray()) {
      throw new InvalidArgument(
          name, "must be a list of strings, was " + kind(value.get()), example);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value.get()) {
      if (!item.isString() && !item.isIntegralNumber()) {
        throw new InvalidArgument(name, "must hold strings, held " + kind(item), example);
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /** A text that people also write as a whole number, such as a chain's EIP-155 id. */
  public Optional<String> textOrNumber(String name, String example) {
    return value(name)
        .filter(JsonNode::isIntegralNumber)
        .map(JsonNode::asString)
        .or(() -> text(name, example));
  }

  public Optional<Integer> integer(String name, String example) {
    return number(name, "whole number", example).map(number -> whole(name, number, example));
  }

  /** A number of at most a thousand digits, whose exponent may be huge: compare before use. */
  public Optional<BigDecimal> number(String name, String example) {
    return number(name, "number", example);
  }

  private Optional<BigDecimal> number(String name, String wanted, String example) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    JsonNode node = value.get();
    if (node.isNumber()) {
      return Optional.of(node.decimalValue());
    }
    if (node.isString() && PLAIN_NUMBER.matcher(node.stringValue().strip()).matches()) {
      return Optional.of(new BigDecimal(node.stringValue().strip()));
    }
    throw new InvalidArgument(name, "must be a " + wanted + ", was " + kind(node), example);
  }

  private static int whole(String name, BigDecimal number, String example) {
    // The magnitude is compared first: expanding 1e999999999 would take gigabytes.
    if (number.abs().compareTo(MAX_INT) > 0) {
      throw new InvalidArgument(name, "is far out of range", example);
    }
    boolean tiny = number.signum() != 0 && number.abs().compareTo(BigDecimal.ONE) < 0;
    if (tiny || number.remainder(BigDecimal.ONE).signum() != 0) {
      throw new InvalidArgument(name, "must be a whole number, was " + shown(number), example);
    }
    return number.intValueExact();
  }

  private Optional<JsonNode> value(String name) {
    return values.optional(name).filter(node -> !node.isNull());
  }

  /** A value of the caller's, short and clean enough to be repeated to it. */
  public static String shown(Object value) {
    return PlainText.of(value.toString(), SHOWN);
  }

  private static String kind(JsonNode node) {
    if (node.isString()) {
      return "“" + shown(node.stringValue()) + "”";
    }
    if (node.isNumber() || node.isBoolean()) {
      return shown(node);
    }
    return node.isArray() ? "an array" : "an object";
  }
}
