package ai.kamiyo.domain.access;

/**
 * Remembers every call that passed the gate, exactly once, even if this process is killed right
 * after answering.
 *
 * <p>Thread-safe. Returns as soon as the row will survive the process; reaching a database is
 * nobody's wait. A row that cannot be kept at all throws.
 */
public interface UsageLog {
  void record(ToolUse use);
}
