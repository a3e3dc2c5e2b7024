package ai.kamiyo.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How sources read: small rooms, and a sentence on every door. */
final class SourceRules {
  static final int MAX_LINES = 250;

  /** Longer files, at the length they may have, with the reason. */
  static final Map<String, Integer> LONGER =
      Map.of(
          // One idea, how text becomes a query; most of what is too much are its word lists.
          "adapters-kamiyo-api/src/main/java/ai/kamiyo/adapters/kamiyo/search/TextQuery.java", 260);

  private static final Pattern TYPE =
      Pattern.compile(
          "^( *)((?:[a-z-]+ )*)(?:class|interface|enum|record|@interface) ([A-Z]\\w*)\\b[^;]*$");

  private SourceRules() {}

  /** What is wrong with the length of this file. */
  static List<String> length(String file, String source) {
    long lines = source.lines().count();
    int most = LONGER.getOrDefault(file, MAX_LINES);
    if (lines > most) {
      return List.of(file + " has " + lines + " lines");
    }
    return LONGER.containsKey(file) && lines <= MAX_LINES
        ? List.of(file + " is short again; strike it off")
        : List.of();
  }

  /** The types of this file that lack their sentence: all on top, and public ones within. */
  static List<String> undocumented(String source) {
    List<String> lines = source.lines().toList();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher type = TYPE.matcher(lines.get(i));
      if (type.matches()
          && (type.group(1).isEmpty() || type.group(2).contains("public "))
          && !hasSentence(lines, i, type.group(1).isEmpty())) {
        names.add(type.group(3));
      }
    }
    return names;
  }

  private static boolean hasSentence(List<String> lines, int declaration, boolean top) {
    StringBuilder comment = new StringBuilder();
    for (int i = declaration - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      comment.insert(0, line + " ");
      if (line.startsWith("/**")) {
        return comment.toString().matches("/\\*\\* ?(\\* )?.*[A-Za-z]{2}.*[.:?].*\\*/.*");
      }
      // Above a type on top there may be an annotation of many lines.
      boolean end = top ? line.matches("(import|package) .*") : line.matches(".*[;{}]|");
      if (end) {
        return false;
      }
    }
    return false;
  }
}
