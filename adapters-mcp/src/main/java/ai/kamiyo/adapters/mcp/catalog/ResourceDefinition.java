package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.domain.access.Caller;
import java.util.OptionalLong;

/**
 * One resource as every front shows it.
 *
 * @param size in bytes of UTF-8, of one that never changes
 */
public record ResourceDefinition(String uri, Label label, OptionalLong size, Reader reader) {

  /** Reads the resource. May block; interruptible. */
  @FunctionalInterface
  public interface Reader {
    ResourceReading read(Caller caller);
  }
}
