package ai.kamiyo.adapters.mcp.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every tool this server offers, in one fixed order. Thread-safe; the definitions are made when
 * they are first asked for, so that a handshake does not wait for them.
 */
public final class ToolCatalog {
  private final Supplier<List<ToolDefinition>> source;
  private final Supplier<List<ToolDefinition>> switchedOff;

  public ToolCatalog(Supplier<List<ToolDefinition>> source) {
    this(source, List::of);
  }

  /**
   * A catalogue of these tools.
   *
   * @param switchedOff tools that no list shows, and that refuse whoever calls them
   */
  public ToolCatalog(
      Supplier<List<ToolDefinition>> source, Supplier<List<ToolDefinition>> switchedOff) {
    this.source = Lazy.of(source);
    this.switchedOff = Lazy.of(switchedOff);
  }

  public List<ToolDefinition> tools() {
    return source.get();
  }

  public Optional<ToolDefinition> named(String name) {
    return Stream.concat(tools().stream(), switchedOff.get().stream())
        .filter(tool -> tool.name().equals(name))
        .findFirst();
  }
}
