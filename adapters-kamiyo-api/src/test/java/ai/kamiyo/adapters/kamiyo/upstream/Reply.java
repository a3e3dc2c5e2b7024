package ai.kamiyo.adapters.kamiyo.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An answer as it would be sent whole. */
public record Reply(int status, Map<String, String> headers, String body) {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** JSON, from a node or from anything that Jackson can write. */
  public static Reply json(int status, Object content) {
    return of(status, "application/json", MAPPER.writeValueAsString(content));
  }

  /** Text of this media type. */
  public static Reply of(int status, String type, String text) {
    return new Reply(status, Map.of("Content-Type", type), text);
  }

  /** The same with one more header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }

  byte[] bytes() {
    return body.getBytes(UTF_8);
  }

  /** The same with its JSON object, if it is one, changed. */
  public Reply changed(Consumer<ObjectNode> change) {
    if (!(MAPPER.readTree(body) instanceof ObjectNode object)) {
      return this;
    }
    change.accept(object);
    return new Reply(status, headers, MAPPER.writeValueAsString(object));
  }

  /** The same, but its first half only. */
  public Reply cut() {
    return new Reply(status, headers, body.substring(0, body.length() / 2));
  }
}
