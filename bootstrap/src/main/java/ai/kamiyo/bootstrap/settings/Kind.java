package ai.kamiyo.bootstrap.settings;

import java.util.function.Function;

/**
 * A kind of value: how it is read, described and shown.
 *
 * @param accepts what is accepted, to follow "give …"
 * @param example one accepted text
 * @param shown the value as anyone may see it
 * @param privacy what of it may be seen
 */
record Kind<T>(
    String accepts, String example, Parser<T> parser, Function<T, String> shown, Privacy privacy) {

  static <T> Kind<T> open(
      String accepts, String example, Parser<T> parser, Function<T, String> shown) {
    return new Kind<>(accepts, example, parser, shown, Privacy.OPEN);
  }

  static <T> Kind<T> masked(
      String accepts, String example, Parser<T> parser, Function<T, String> shown) {
    return new Kind<>(accepts, example, parser, shown, Privacy.MASKED);
  }

  static Kind<Secret> secret(String accepts, String example, Parser<Secret> parser) {
    return new Kind<>(accepts, example, parser, Secret::toString, Privacy.SECRET);
  }

  T parse(String text) throws Unacceptable {
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new Unacceptable(text);
    }
    return parser.parse(text);
  }

  /** What of a value may be seen. */
  enum Privacy {
    /** All of it; a wrong text may be repeated in a problem. */
    OPEN,
    /** It may hold a credential: shown without, and a wrong text is never repeated. */
    MASKED,
    /** Nothing. */
    SECRET
  }

  /** Reads a text. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text) throws Unacceptable;
  }
}
