package ai.kamiyo.adapters.mcp.catalog;

import java.time.Duration;

/** Is told of every tool call that was carried out or refused, for figures. Thread-safe. */
@FunctionalInterface
public interface CallObserver {
  /** Takes no interest. */
  CallObserver NONE = (tool, outcome, took) -> {};

  /**
   * A call has ended.
   *
   * @param outcome {@code answered}, {@code cancelled}, or a refusal's code
   */
  void called(String tool, String outcome, Duration took);
}
