package ai.kamiyo.adapters.mcp.catalog;

import java.util.Optional;
import java.util.function.Supplier;

/** A value made on first use, then kept; making it again after a failure is allowed. */
public final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> source;
  private Optional<T> made = Optional.empty();

  private Lazy(Supplier<T> source) {
    this.source = source;
  }

  public static <T> Lazy<T> of(Supplier<T> source) {
    return new Lazy<>(source);
  }

  @Override
  public synchronized T get() {
    if (made.isEmpty()) {
      made = Optional.of(source.get());
    }
    return made.get();
  }
}
