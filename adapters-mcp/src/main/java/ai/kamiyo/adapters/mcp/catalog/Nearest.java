package ai.kamiyo.adapters.mcp.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses which known name a misspelt one meant. */
public final class Nearest {
  private static final int MAX_LENGTH = 40;

  private Nearest() {}

  /** Up to three names near this one, nearest first; empty if none is near. */
  public static List<String> to(String word, Collection<String> names) {
    String wanted = key(word);
    if (wanted.isEmpty() || wanted.length() > MAX_LENGTH) {
      return List.of();
    }
    record Candidate(String name, int distance) {}
    return names.stream()
        .map(name -> new Candidate(name, distance(wanted, key(name))))
        .filter(candidate -> candidate.distance <= tolerance(wanted, key(candidate.name)))
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name)
        .distinct()
        .limit(3)
        .toList();
  }

  /** “; did you mean a, b?”, or nothing. */
  public static String hint(String word, Collection<String> names) {
    List<String> near = to(word, names);
    return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static int tolerance(String wanted, String name) {
    return Math.clamp(Math.min(wanted.length(), name.length()) / 3, 0, 3);
  }

  /** Letters to insert, drop, change, or swap with a neighbour; a prefix is as good as one. */
  private static int distance(String a, String b) {
    if (Math.min(a.length(), b.length()) >= 3 && (a.startsWith(b) || b.startsWith(a))) {
      return 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
