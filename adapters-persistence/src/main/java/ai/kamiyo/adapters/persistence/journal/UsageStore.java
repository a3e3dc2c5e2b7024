package ai.kamiyo.adapters.persistence.journal;

import ai.kamiyo.domain.access.ToolUse;
import java.util.List;

/** Where journaled rows end up. Thread-safe; may block; what fails throws. */
public interface UsageStore extends AutoCloseable {
  /** Opens the store if it is not open yet, and makes sure that it answers. */
  void ready();

  /** Keeps these rows, all or none; one that is there already stays as it is. */
  void add(List<ToolUse> uses);

  /** Forgets rows that were kept long enough, if that is for this process to do. */
  void tidy();

  @Override
  void close();
}
