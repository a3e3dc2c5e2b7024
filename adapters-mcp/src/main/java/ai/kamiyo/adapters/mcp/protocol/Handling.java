package ai.kamiyo.adapters.mcp.protocol;

import tools.jackson.databind.node.ObjectNode;

/** How a request is to be answered. */
public sealed interface Handling {
  /** At once. */
  record Now(ObjectNode result) implements Handling {}

  /** By work that may take its time and may be interrupted, away from the reader. */
  record Later(Work work) implements Handling {}

  /**
   * Makes a result; throws {@link java.util.concurrent.CancellationException} if interrupted, and
   * {@link ProtocolError}.
   */
  @FunctionalInterface
  interface Work {
    ObjectNode result();
  }
}
