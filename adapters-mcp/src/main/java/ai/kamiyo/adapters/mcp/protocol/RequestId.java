package ai.kamiyo.adapters.mcp.protocol;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The id of a request, a string or a whole number: {@code 1} and {@code "1"} are two ids. */
public record RequestId(JsonNode value) {
  /** The id, if this is one. */
  public static Optional<RequestId> of(JsonNode value) {
    boolean valid = value.isIntegralNumber() || (value.isString() && paired(value.stringValue()));
    return valid ? Optional.of(new RequestId(value)) : Optional.empty();
  }

  /** Half a surrogate pair has no UTF-8 form, so it could not be sent back as it came. */
  private static boolean paired(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
