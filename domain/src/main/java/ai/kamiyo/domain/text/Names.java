package ai.kamiyo.domain.text;

import java.text.Normalizer;
import java.util.Locale;

/** Names made comparable. */
public final class Names {
  private Names() {}

  /** Only the letters and digits, in lower case and without accents: "Curve-DEX" is "curvedex". */
  public static String key(String name) {
    return words(name).replace("-", "");
  }

  /** Lower-case ASCII words joined by hyphens; "unnamed" if nothing of the name is left. */
  public static String slug(String name) {
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
