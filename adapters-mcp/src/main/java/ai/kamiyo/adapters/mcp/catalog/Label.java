package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.adapters.mcp.wire.Json;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people and models are told of a resource or of a family of them.
 *
 * @param name for programs
 * @param priority how much it matters, from 0 to 1
 * @param readers who may read it
 */
public record Label(
    String name,
    String title,
    String description,
    String mimeType,
    BigDecimal priority,
    Readers readers) {

  /** Who may read a resource. */
  public enum Readers {
    EVERYBODY,
    /** Who has a token, or is the person at this machine; at no cost. */
    KNOWN,
    /** Whose tier allows a call of {@code search_exploits}, as which it is counted. */
    PAYING
  }

  /** Whether nobody reads it without a token. */
  public boolean needsToken() {
    return readers != Readers.EVERYBODY;
  }

  /** For whom it is, and how much it matters. */
  public ObjectNode annotations() {
    ObjectNode annotations = Json.object();
    annotations.putArray("audience").add("user").add("assistant");
    return annotations.put("priority", priority);
  }
}
