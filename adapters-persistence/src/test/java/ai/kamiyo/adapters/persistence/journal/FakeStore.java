package ai.kamiyo.adapters.persistence.journal;

import ai.kamiyo.domain.access.ToolUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps rows in memory, and can be out of order. */
final class FakeStore implements UsageStore {
  private final Map<UUID, ToolUse> rows = new LinkedHashMap<>();
  private boolean down;
  private int attempts;
  private int tidied;

  @Override
  public synchronized void ready() {
    attempts++;
    if (down) {
      throw new IllegalStateException("the store is down");
    }
  }

  @Override
  public synchronized void add(List<ToolUse> uses) {
    ready();
    uses.forEach(use -> rows.putIfAbsent(use.id(), use));
  }

  synchronized void down(boolean now) {
    down = now;
  }

  synchronized int attempts() {
    return attempts;
  }

  synchronized List<ToolUse> rows() {
    return new ArrayList<>(rows.values());
  }

  @Override
  public synchronized void tidy() {
    tidied++;
  }

  synchronized int tidied() {
    return tidied;
  }

  @Override
  public void close() {
    // holds nothing
  }
}
