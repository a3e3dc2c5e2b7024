package ai.kamiyo.domain.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Values to choose from, each found by the beginning of any word of any of its names, whatever
 * their case and punctuation. Immutable; a look-up reads each name once.
 */
public final class Choices {
  private final List<Keyed> choices = new ArrayList<>();

  /** These choices, suggested in this order where nothing else tells them apart. */
  public Choices(Collection<Choice> choices) {
    choices.forEach(choice -> this.choices.add(Keyed.of(choice)));
  }

  /**
   * One value.
   *
   * @param names what it is also known by; the value itself counts as one
   */
  public record Choice(String value, Collection<String> names) {}

  /** Up to this many: values that begin so first, then those found by another word or name. */
  public Suggestions startingWith(String begun, int max) {
    String key = key(begun);
    List<String> first = new ArrayList<>();
    List<String> then = new ArrayList<>();
    int total = 0;
    for (Keyed choice : choices) {
      boolean begins = choice.key.startsWith(key, 1);
      if (begins || choice.holds(" " + key)) {
        total++;
        List<String> list = begins ? first : then;
        if (list.size() < max) {
          list.add(choice.value);
        }
      }
    }
    first.addAll(then);
    return new Suggestions(first.subList(0, Math.min(max, first.size())), total);
  }

  /** Words of letters and digits, one space between them and none at the end. */
  private static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    boolean gap = false;
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetterOrDigit(c)) {
        if (gap && !key.isEmpty()) {
          key.append(' ');
        }
        key.appendCodePoint(c);
        gap = false;
      } else {
        gap = true;
      }
    }
    return key.toString().toLowerCase(Locale.ROOT);
  }

  /** A choice with its names as keys, each after a space, so that every word follows one. */
  private record Keyed(String value, String key, List<String> names) {
    static Keyed of(Choice choice) {
      List<String> names = choice.names().stream().map(name -> " " + Choices.key(name)).toList();
      return new Keyed(choice.value(), " " + Choices.key(choice.value()), names);
    }

    boolean holds(String word) {
      return key.contains(word) || names.stream().anyMatch(name -> name.contains(word));
    }
  }
}
