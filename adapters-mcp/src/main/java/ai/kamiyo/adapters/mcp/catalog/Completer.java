package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.domain.text.Suggestions;

/** Suggests values for an argument while it is typed. Thread-safe; may wait for data. */
@FunctionalInterface
public interface Completer {
  /** For arguments about which nothing can be suggested. */
  Completer NONE = begun -> Suggestions.NONE;

  /** At most a hundred values; best first. */
  Suggestions suggest(String begun);
}
