package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds who may be meant by a name that nobody bears. Immutable, thread-safe. */
final class NearNames {
  /** Words that sources add to a name or leave off. */
  private static final Set<String> FILLERS =
      Set.of(
          "finance", "protocol", "network", "exchange", "labs", "dex", "amm", "dao", "fi", "app");

  private static final int SHORTEST = 5;
  private static final int LONG = 9;
  private static final int LONGEST = 80;

  private final Map<String, Set<ProtocolHistory>> byKey = new LinkedHashMap<>();
  private final Map<String, Set<ProtocolHistory>> byCore = new HashMap<>();

  NearNames(List<ProtocolHistory> histories) {
    for (ProtocolHistory history : histories) {
      Protocol protocol = history.protocol();
      Stream.concat(Stream.of(protocol.name()), protocol.aliases().stream())
          .forEach(name -> {
            put(byKey, Names.key(name), history);
            put(byCore, core(name), history);
          });
    }
  }

  private static void put(
      Map<String, Set<ProtocolHistory>> map, String key, ProtocolHistory history) {
    if (key.length() >= 3) {
      map.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(history);
    }
  }

  private static String core(String name) {
    String core =
        Stream.of(Names.slug(ProtocolName.of(name).familyText()).split("-"))
            .filter(word -> !FILLERS.contains(word))
            .collect(Collectors.joining());
    return core.length() < 3 ? Names.key(name) : core;
  }

  /** Whose name it is but for a word that tells little, or one slip; two in a long name. */
  List<ProtocolHistory> slips(String text) {
    String key = Names.key(text);
    Set<ProtocolHistory> sameCore = byCore.getOrDefault(core(text), Set.of());
    if (!sameCore.isEmpty()) {
      return List.copyOf(sameCore);
    }
    if (key.length() < SHORTEST || key.length() > LONGEST) {
      return List.of();
    }
    for (int edits = 1; edits <= (key.length() < LONG ? 1 : 2); edits++) {
      Set<ProtocolHistory> found = within(key, edits);
      if (!found.isEmpty()) {
        return List.copyOf(found);
      }
    }
    return List.of();
  }

  private Set<ProtocolHistory> within(String key, int edits) {
    Set<ProtocolHistory> found = new LinkedHashSet<>();
    byKey.forEach((other, histories) -> {
      if (Math.abs(other.length() - key.length()) <= edits && distance(key, other) <= edits) {
        found.addAll(histories);
      }
    });
    return found;
  }

  /** Whose names have most pairs of letters in common with it, best first. */
  List<Protocol> alike(String text, int most) {
    String raw = Names.key(text);
    String key = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
    Map<Protocol, Double> likeness = new LinkedHashMap<>();
    byKey.forEach((other, histories) -> {
      double alike = likeness(key, other);
      histories.forEach(history -> likeness.merge(history.protocol(), alike, Math::max));
    });
    List<Map.Entry<Protocol, Double>> ranked = new ArrayList<>(likeness.entrySet());
    ranked.sort(
        Map.Entry.<Protocol, Double>comparingByValue(Comparator.reverseOrder())
            .thenComparing(entry -> entry.getKey().id()));
    return ranked.stream().limit(most).map(Map.Entry::getKey).toList();
  }

  /** Dice's coefficient over pairs of neighbouring letters. */
  private static double likeness(String a, String b) {
    if (a.length() < 2 || b.length() < 2) {
      return 0;
    }
    long[] pairs = pairs(a);
    long[] others = pairs(b);
    int common = 0;
    for (int i = 0, j = 0; i < pairs.length && j < others.length; ) {
      int order = Long.compare(pairs[i], others[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return 2.0 * common / (pairs.length + others.length);
  }

  private static long[] pairs(String text) {
    long[] pairs = new long[text.length() - 1];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = ((long) text.charAt(i) << 16) | text.charAt(i + 1);
    }
    Arrays.sort(pairs);
    return pairs;
  }

  /** Letters added, lost, changed, or two neighbours exchanged. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
