package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.domain.access.Caller;

/**
 * Translates between the wire and a use case, in two steps: reading may refuse an argument, and
 * only what was read can be performed, so a bad call never reaches the gate.
 */
@FunctionalInterface
public interface ToolHandler {
  /** The call these arguments ask for; throws {@code InvalidArgument}. */
  Prepared read(Arguments arguments);

  /** A call whose arguments are in order. May block; interruptible. */
  @FunctionalInterface
  interface Prepared {
    ToolResult perform(Caller caller);
  }
}
