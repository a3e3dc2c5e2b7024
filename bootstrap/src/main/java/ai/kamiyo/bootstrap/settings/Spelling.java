package ai.kamiyo.bootstrap.settings;

import java.util.Arrays;
import java.util.Optional;

/** How far two names are apart. */
final class Spelling {
  private Spelling() {}

  /** The nearest of the known names that is at most so many letters away. */
  static Optional<String> nearest(String name, Iterable<String> known, int atMost) {
    String nearest = "";
    int distance = atMost + 1;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - name.length()) < distance) {
        int d = distance(name, candidate);
        if (d < distance) {
          distance = d;
          nearest = candidate;
        }
      }
    }
    return Optional.of(nearest).filter(n -> !n.isEmpty());
  }

  /**
   * Damerau–Levenshtein, restricted: letters inserted, left out, replaced, or swapped with their
   * neighbour, and no letter edited twice.
   */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    Arrays.setAll(last, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
