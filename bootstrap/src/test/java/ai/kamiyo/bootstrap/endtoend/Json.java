package ai.kamiyo.bootstrap.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the tests read it: strictly, a name used twice is a fault. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  public static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(element -> strings.add(element.asString()));
    return strings;
  }

  public static List<String> names(JsonNode object) {
    return List.copyOf(object.propertyNames());
  }

  /** Every string anywhere below a node. */
  public static void everyString(JsonNode node, Consumer<String> visitor) {
    if (node.isString()) {
      visitor.accept(node.asString());
    }
    node.forEach(child -> everyString(child, visitor));
  }
}
