package ai.kamiyo.adapters.mcp.catalog;

/** How the reading of a resource came out. */
public sealed interface ResourceReading {
  /** What it says. */
  record Content(String text) implements ResourceReading {}

  /** There is nothing of this name. */
  record Missing() implements ResourceReading {}

  /** It was not read, for the reason that a tool would give. */
  record Refused(ToolResult refusal) implements ResourceReading {}
}
