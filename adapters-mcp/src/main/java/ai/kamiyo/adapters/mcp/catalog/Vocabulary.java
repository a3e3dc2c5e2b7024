package ai.kamiyo.adapters.mcp.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What can be suggested for an argument of a certain name wherever it occurs. The protocol has no
 * way to ask for a tool's argument, so prompts and templates answer for those names too.
 */
public final class Vocabulary {
  private final Supplier<Map<String, Completer>> source;

  public Vocabulary(Supplier<Map<String, Completer>> source) {
    this.source = Lazy.of(source);
  }

  public Optional<Completer> of(String argument) {
    return Optional.ofNullable(source.get().get(argument));
  }
}
