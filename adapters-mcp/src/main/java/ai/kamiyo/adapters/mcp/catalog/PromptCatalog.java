package ai.kamiyo.adapters.mcp.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Every prompt whose tool this server offers, in one fixed order. Thread-safe and lazy. */
public final class PromptCatalog {
  private final Supplier<List<PromptDefinition>> source;

  public PromptCatalog(ToolCatalog tools, Supplier<List<PromptDefinition>> source) {
    this.source =
        Lazy.of(() ->
            source.get().stream()
                .filter(
                    prompt -> tools.tools().stream().anyMatch(t -> t.name().equals(prompt.tool())))
                .toList());
  }

  public List<PromptDefinition> prompts() {
    return source.get();
  }

  public Optional<PromptDefinition> named(String name) {
    return prompts().stream().filter(prompt -> prompt.name().equals(name)).findFirst();
  }
}
