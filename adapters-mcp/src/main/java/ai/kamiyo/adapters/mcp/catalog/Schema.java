package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.exploit.Labelled;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the flat JSON schemas that every client understands: no references, no alternatives. */
public final class Schema {
  private Schema() {}

  public static ObjectNode object() {
    return Json.object().put("type", "object");
  }

  public static ObjectNode text() {
    return Json.object().put("type", "string");
  }

  public static ObjectNode text(String description) {
    return text().put("description", description);
  }

  public static ObjectNode integer() {
    return Json.object().put("type", "integer");
  }

  public static ObjectNode number() {
    return Json.object().put("type", "number");
  }

  public static ObjectNode flag() {
    return Json.object().put("type", "boolean");
  }

  public static ObjectNode list(ObjectNode items) {
    return Json.object().put("type", "array").set("items", items);
  }

  public static ObjectNode oneOf(String... labels) {
    return text().set("enum", array(List.of(labels)));
  }

  /** One of an enum's labels. */
  public static <E extends Enum<E> & Labelled> ObjectNode labels(Class<E> type) {
    List<String> labels = Arrays.stream(type.getEnumConstants()).map(Labelled::label).toList();
    return text().set("enum", array(labels));
  }

  /** The same schema, allowing null. */
  public static ObjectNode orNull(ObjectNode schema) {
    String type = schema.path("type").stringValue();
    return schema.set("type", array(List.of(type, "null")));
  }

  /** An object, described property by property. */
  public static Shape shape() {
    return new Shape();
  }

  private static ArrayNode array(Iterable<String> values) {
    ArrayNode array = Json.array();
    values.forEach(array::add);
    return array;
  }

  /** Collects the properties of an object schema. */
  public static final class Shape {
    private final ObjectNode properties = Json.object();
    private final ArrayNode required = Json.array();

    private Shape() {}

    /** A property that is always there. */
    public Shape always(String name, ObjectNode schema) {
      required.add(name);
      return maybe(name, schema);
    }

    /** A property that may be absent. */
    public Shape maybe(String name, ObjectNode schema) {
      properties.set(name, schema);
      return this;
    }

    /** The schema of what a tool says, where more may be added later. */
    public ObjectNode schema() {
      ObjectNode schema = object().set("properties", properties);
      return required.isEmpty() ? schema : schema.set("required", required);
    }

    /** The schema of what a tool takes: names that are not listed are refused. */
    public ObjectNode closed() {
      return schema().put("additionalProperties", false);
    }
  }
}
