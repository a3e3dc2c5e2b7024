package ai.kamiyo.domain.text;

import java.util.regex.Pattern;

/**
 * Makes other people's text harmless to show: what cannot be seen or would steer a terminal is
 * removed, white space is collapsed, and the length is capped.
 */
public final class PlainText {
  private static final Pattern TERMINAL_SEQUENCE =
      Pattern.compile("(?:\\u001B\\[|\\u009B)[0-?]*[ -/]*[@-~]|\\u001B\\][^\\u0007\\u001B]*");

  private static final int GLANCE = 1000;

  private PlainText() {}

  /** Whether the text has anything that can be seen. */
  public static boolean isVisible(String raw) {
    return !raw.isEmpty() && (isInk(raw.charAt(0)) || !of(raw, GLANCE).isEmpty());
  }

  private static boolean isInk(char c) {
    return c > ' ' && c < 0x7F;
  }

  /** The text in at most {@code max} UTF-16 units, the last one {@code …} where it was cut. */
  public static String of(String raw, int max) {
    // Markup that is removed may be long, but a field of a megabyte is not read to its end.
    String head = raw.length() > 8 * max + 64 ? raw.substring(0, 8 * max + 64) : raw;
    String bare =
        head.indexOf('\u001B') < 0 && head.indexOf('\u009B') < 0
            ? head
            : TERMINAL_SEQUENCE.matcher(head).replaceAll("");
    String text = visible(bare);
    return text.length() <= max && head.length() == raw.length() ? text : cut(text, max);
  }

  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isSpace(c)) {
        space = !out.isEmpty();
      } else if (!isHidden(c)) {
        if (space) {
          out.append(' ');
          space = false;
        }
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> isBlankLetter(c);
    };
  }

  /** Letters and marks without a shape, in which text can be smuggled. */
  private static boolean isBlankLetter(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) // variation selectors
        || (c >= 0xE0100 && c <= 0xE01EF) // more of them
        || (c >= 0x180B && c <= 0x180F)
        || c == 0x034F // combining grapheme joiner
        || c == 0x115F // Hangul fillers
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0
        || c == 0x2800; // empty Braille cell
  }

  private static String cut(String text, int max) {
    if (max < 1) {
      return "";
    }
    int end = Math.min(text.length(), max - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }
}
