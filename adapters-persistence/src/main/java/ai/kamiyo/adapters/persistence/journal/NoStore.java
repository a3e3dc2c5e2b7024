package ai.kamiyo.adapters.persistence.journal;

import ai.kamiyo.domain.access.ToolUse;
import java.util.List;

/** Keeps nothing: for a rehearsal, whose calls nobody made. */
public final class NoStore implements UsageStore {
  @Override
  public void add(List<ToolUse> uses) {
    // nobody made these calls
  }

  @Override
  public void ready() {
    // always
  }

  @Override
  public void tidy() {
    // keeps nothing
  }

  @Override
  public void close() {
    // holds nothing
  }
}
