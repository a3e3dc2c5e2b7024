package ai.kamiyo.application.call;

import ai.kamiyo.domain.access.Refusal;

/** How a tool call came out, where it did not fail. */
public sealed interface ToolCall<T> {
  /** The work was done. */
  record Answered<T>(T value) implements ToolCall<T> {}

  /** The work was not done, for a reason the caller can act on. */
  record Refused<T>(Refusal refusal) implements ToolCall<T> {}
}
