package ai.kamiyo.adapters.billing.stripe;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fields of one of Stripe's objects. What is missing, null or of another type is empty: versions of
 * its API differ in where things are.
 */
record Fields(JsonObject object) {
  /** The object that this text is; empty if it is none. */
  static Optional<Fields> parse(String json) {
    try {
      return of(JsonParser.parseString(json));
    } catch (JsonParseException | StackOverflowError broken) {
      return Optional.empty();
    }
  }

  private static Optional<Fields> of(JsonElement element) {
    return element instanceof JsonObject object
        ? Optional.of(new Fields(object))
        : Optional.empty();
  }

  /** The object at the end of this path. */
  Optional<Fields> at(String... path) {
    Optional<Fields> here = Optional.of(this);
    for (String name : path) {
      here = here.flatMap(fields -> of(fields.object.get(name)));
    }
    return here;
  }

  Optional<String> text(String name) {
    return primitive(name)
        .filter(JsonPrimitive::isString)
        .map(JsonPrimitive::getAsString)
        .filter(text -> !text.isBlank());
  }

  /** The id of something that is named, or is there as a whole. */
  Optional<String> id(String name) {
    return text(name).or(() -> at(name).flatMap(whole -> whole.text("id")));
  }

  /** A moment in seconds since 1970. */
  Optional<Instant> moment(String name) {
    try {
      return primitive(name)
          .filter(JsonPrimitive::isNumber)
          .map(number -> Instant.ofEpochSecond(number.getAsBigDecimal().longValueExact()));
    } catch (ArithmeticException | DateTimeException absurd) {
      return Optional.empty();
    }
  }

  boolean isTrue(String name) {
    return primitive(name)
        .filter(JsonPrimitive::isBoolean)
        .map(JsonPrimitive::getAsBoolean)
        .orElse(false);
  }

  /** The objects of a list of Stripe's, which keeps them in {@code data}. */
  List<Fields> list(String name) {
    return at(name).map(list -> list.array("data")).orElse(List.of());
  }

  /** The objects of an array. */
  List<Fields> array(String name) {
    List<Fields> found = new ArrayList<>();
    if (object.get(name) instanceof JsonArray array) {
      array.forEach(element -> of(element).ifPresent(found::add));
    }
    return found;
  }

  private Optional<JsonPrimitive> primitive(String name) {
    return object.get(name) instanceof JsonPrimitive found ? Optional.of(found) : Optional.empty();
  }
}
