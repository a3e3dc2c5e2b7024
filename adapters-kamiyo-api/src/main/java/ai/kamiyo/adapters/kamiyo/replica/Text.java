package ai.kamiyo.adapters.kamiyo.replica;

import java.text.Normalizer;
import java.util.Locale;

/** Third-party text made harmless, and names made comparable. */
final class Text {
  private Text() {}

  /**
   * The text on one line, without control, formatting and unpaired surrogate characters, and at
   * most so many characters long.
   */
  static String clean(String text, int max) {
    // Nobody needs more of the input than this to fill the output, whatever is left out of it.
    String head = text.length() > 4 * max ? text.substring(0, 4 * max) : text;
    StringBuilder clean = new StringBuilder(Math.min(head.length(), max));
    boolean gap = false;
    for (int i = 0; i < head.length() && clean.length() < max; ) {
      int c = head.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
        gap = !clean.isEmpty();
      } else if (isVisible(c)) {
        if (gap) {
          clean.append(' ');
          gap = false;
        }
        clean.appendCodePoint(c);
      }
    }
    boolean cut = clean.length() > max || (clean.length() == max && text.length() > max);
    if (cut) {
      int end = Character.isHighSurrogate(clean.charAt(max - 2)) ? max - 2 : max - 1;
      clean.setLength(end);
      clean.append('…');
    }
    return clean.toString();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Only the letters and digits, in lower case and without accents: "Curve-DEX" is "curvedex". */
  static String key(String name) {
    return words(name).replace("-", "");
  }

  /** Lower-case ASCII words joined by hyphens; "unnamed" if nothing of the name is left. */
  static String slug(String name) {
    String words = words(name).replaceAll("[^a-z0-9-]", "");
    String slug = words.replaceAll("-{2,}", "-").replaceAll("^-|-$", "");
    return slug.isEmpty() ? "unnamed" : slug;
  }

  private static String words(String name) {
    String folded = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder words = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        words.append(c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK
          && c != '\''
          && c != '’'
          && !words.isEmpty()
          && words.charAt(words.length() - 1) != '-') {
        words.append('-');
      }
    }
    return words.toString();
  }
}
