package ai.kamiyo.adapters.mcp.protocol;

/** An era of the protocol as one connection speaks it. Called by one thread at a time. */
public interface Layer {
  /** How to answer; throws {@link ProtocolError}. */
  Handling handle(Message.Request request);
}
