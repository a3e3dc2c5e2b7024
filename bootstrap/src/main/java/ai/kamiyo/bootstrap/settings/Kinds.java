package ai.kamiyo.bootstrap.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The kinds of value that need no more than a word or a number. */
final class Kinds {
  private static final int MAX_TEXT = 200;

  private Kinds() {}

  static Kind<String> text(String example) {
    return Kind.open(
        "a text of at most " + MAX_TEXT + " characters",
        example,
        text -> accept(text, text.length() <= MAX_TEXT),
        text -> text);
  }

  static Kind<Secret> secret(String accepts, String example, Predicate<String> accepted) {
    return Kind.secret(accepts, example, text -> new Secret(accept(text, accepted.test(text))));
  }

  static Kind<Boolean> flag() {
    return Kind.open("true or false (also 1, 0, yes, no)", "true", Kinds::truth, String::valueOf);
  }

  static Kind<Integer> wholeNumber(int min, int max) {
    return Kind.open(
        "a whole number from " + min + " to " + max,
        String.valueOf(Math.min(max, Math.max(min, 10))),
        text -> number(text, min, max),
        String::valueOf);
  }

  static Kind<Duration> seconds(int min, int max) {
    return Kind.open(
        "whole seconds from " + min + " to " + max,
        String.valueOf(Math.min(max, Math.max(min, 60))),
        text -> Duration.ofSeconds(number(text, min, max)),
        duration -> String.valueOf(duration.toSeconds()));
  }

  static Kind<Duration> days(int min, int max) {
    return Kind.open(
        "whole days from " + min + " to " + max,
        String.valueOf(Math.min(max, Math.max(min, 30))),
        text -> Duration.ofDays(number(text, min, max)),
        duration -> String.valueOf(duration.toDays()));
  }

  static Kind<Path> path(String example) {
    return Kind.open("a path", example, Kinds::pathOf, Path::toString);
  }

  /** One of a few words, whatever their case. */
  static <T> Kind<T> word(List<T> values, Function<T, String> label) {
    return Kind.open(
        "one of " + spelled(values, label),
        label.apply(values.getLast()),
        text -> oneOf(values, label, text),
        label);
  }

  /** A comma list of a few words, each counted once. */
  static <T> Kind<List<T>> words(List<T> values, Function<T, String> label) {
    return Kind.open(
        "a comma list of " + spelled(values, label),
        joined(values.subList(values.size() - 2, values.size()), label),
        text -> {
          Set<T> found = new LinkedHashSet<>();
          for (String item : items(text)) {
            found.add(oneOf(values, label, item));
          }
          return List.copyOf(found);
        },
        found -> joined(found, label));
  }

  private static <T> String spelled(List<T> values, Function<T, String> label) {
    return String.join(", ", values.stream().map(label).toList());
  }

  static <T> String joined(List<T> values, Function<T, String> label) {
    return String.join(",", values.stream().map(label).toList());
  }

  /** The items of a comma list, of which there is at least one and none is empty. */
  static List<String> items(String text) throws Unacceptable {
    List<String> items = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      String item = text.substring(from, to).strip();
      items.add(accept(item, !item.isEmpty()));
      from = to + 1;
    }
    return items;
  }

  static String accept(String text, boolean accepted) throws Unacceptable {
    if (!accepted) {
      throw new Unacceptable(text);
    }
    return text;
  }

  static int number(String text, int min, int max) throws Unacceptable {
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    accept(text, digits && !text.isEmpty() && text.length() <= 10);
    long value = Long.parseLong(text);
    accept(text, value >= min && value <= max);
    return (int) value;
  }

  private static <T> T oneOf(List<T> values, Function<T, String> label, String text)
      throws Unacceptable {
    for (T value : values) {
      if (label.apply(value).equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw new Unacceptable(text);
  }

  private static boolean truth(String text) throws Unacceptable {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw new Unacceptable(text);
    };
  }

  private static Path pathOf(String text) throws Unacceptable {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Unacceptable(text);
    }
  }
}
