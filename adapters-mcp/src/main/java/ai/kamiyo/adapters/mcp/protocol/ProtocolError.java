package ai.kamiyo.adapters.mcp.protocol;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A message that cannot be carried out, as JSON-RPC names it. */
public final class ProtocolError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient Optional<RequestId> id;
  private final transient Optional<ObjectNode> data;

  private ProtocolError(
      Code code, Optional<RequestId> id, String message, Optional<ObjectNode> data) {
    super(message, null, false, false);
    this.code = code;
    this.id = id;
    this.data = data;
  }

  /** An error about the request that is being handled. */
  public static ProtocolError of(Code code, String message) {
    return new ProtocolError(code, Optional.empty(), message, Optional.empty());
  }

  /** The same with more for programs. */
  public static ProtocolError of(Code code, String message, ObjectNode data) {
    return new ProtocolError(code, Optional.empty(), message, Optional.of(data));
  }

  /** An error about a message that did not become a request; its id where one could be read. */
  public static ProtocolError about(Optional<RequestId> id, Code code, String message) {
    return new ProtocolError(code, id, message, Optional.empty());
  }

  public Code code() {
    return code;
  }

  public Optional<RequestId> id() {
    return id;
  }

  public Optional<ObjectNode> data() {
    return data;
  }

  /** The text for the client; our own words. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** The codes of JSON-RPC, that of the legacy revisions, and ours. */
  public enum Code {
    PARSE_ERROR(-32700),
    INVALID_REQUEST(-32600),
    METHOD_NOT_FOUND(-32601),
    INVALID_PARAMS(-32602),
    INTERNAL_ERROR(-32603),
    BUSY(-32000),
    RESOURCE_NOT_FOUND(-32002),
    /** What a tool would refuse with a result; the data say what and why. */
    REFUSED(-32003);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }
}
