package ai.kamiyo.bootstrap.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Numbers as horizontal bars of text, in eighths of a character. */
final class Bars {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
  private static final char FULL = '█';

  private Bars() {}

  /** One line for each, the longest bar as wide as this. */
  static List<String> of(Map<?, Long> numbers, int width) {
    List<String> lines = new ArrayList<>();
    if (numbers.isEmpty()) {
      return lines;
    }
    long most = Math.max(1, Collections.max(numbers.values()));
    numbers.forEach((label, number) ->
        lines.add("%s %s %,d".formatted(label, bar(number, most, width), number)));
    return lines;
  }

  private static String bar(long number, long most, int width) {
    long eighths = Math.round(8.0 * width * number / most);
    // Few are more than none, however many there are elsewhere.
    eighths = number > 0 ? Math.max(1, eighths) : 0;
    String full = String.valueOf(FULL).repeat((int) (eighths / 8));
    return eighths % 8 == 0 ? full : full + EIGHTHS.charAt((int) (eighths % 8));
  }
}
