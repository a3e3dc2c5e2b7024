package ai.kamiyo.adapters.mcp.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Every tool this server offers, in one fixed order. Thread-safe; the definitions are made when
 * they are first asked for, so that a handshake does not wait for them.
 */
public final class ToolCatalog {
  private final Supplier<List<ToolDefinition>> source;

  public ToolCatalog(Supplier<List<ToolDefinition>> source) {
    this.source = Lazy.of(source);
  }

  public List<ToolDefinition> tools() {
    return source.get();
  }

  public Optional<ToolDefinition> named(String name) {
    return tools().stream().filter(tool -> tool.name().equals(name)).findFirst();
  }
}
