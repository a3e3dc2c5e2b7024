package ai.kamiyo.bootstrap.settings;

import java.util.Optional;
import java.util.function.Function;

/**
 * One setting: all that reading it, {@code config} and the documentation need to know.
 *
 * @param meaning one sentence for {@code docs/configuration.md}
 * @param byDefault what is documented as the default
 * @param fallback the value when unset; empty if the setting then has none
 * @param used whether anything reads it yet
 */
record Setting<T>(
    String name,
    Kind<T> kind,
    String meaning,
    String byDefault,
    Optional<Function<Values, T>> fallback,
    boolean used) {
  static final String UNSET = "(unset)";

  static <T> Setting<T> of(String name, Kind<T> kind, String meaning) {
    return new Setting<>(name, kind, meaning, UNSET, Optional.empty(), true);
  }

  /** With a default, in the spelling of a set value. */
  Setting<T> byDefault(String text) {
    return byDefault(text, _ -> constant(text));
  }

  /** With a default that depends on the others. */
  Setting<T> byDefault(String words, Function<Values, T> value) {
    return new Setting<>(name, kind, meaning, words, Optional.of(value), used);
  }

  /** Parsed and checked, but nothing reads it yet. */
  Setting<T> notYetUsed() {
    return new Setting<>(name, kind, meaning, byDefault, fallback, false);
  }

  boolean is(Setting<?> other) {
    return name.equals(other.name);
  }

  boolean secret() {
    return kind.privacy() == Kind.Privacy.SECRET;
  }

  private T constant(String text) {
    try {
      return kind.parse(text);
    } catch (Unacceptable e) {
      throw new IllegalStateException("the default of " + name + " is not of its kind", e);
    }
  }
}
