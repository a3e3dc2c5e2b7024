package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Grouping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Into which groups each exploit falls, the groups numbered. Immutable. */
final class GroupKeys {
  private final List<String> names;
  private final int[][] groups;

  private GroupKeys(List<String> names, int[][] groups) {
    this.names = names;
    this.groups = groups;
  }

  static GroupKeys of(Exploit[] exploits, Grouping by) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    Map<List<String>, int[]> shared = new HashMap<>();
    int[][] groups = new int[exploits.length][];
    for (int ordinal = 0; ordinal < exploits.length; ordinal++) {
      groups[ordinal] =
          shared.computeIfAbsent(
              names(exploits[ordinal], by),
              keys -> keys.stream().mapToInt(key -> number(key, names, numbers)).toArray());
    }
    return new GroupKeys(names, groups);
  }

  private static int number(String key, List<String> names, Map<String, Integer> numbers) {
    Integer known = numbers.putIfAbsent(key, names.size());
    if (known == null) {
      names.add(key);
    }
    return known == null ? names.size() - 1 : known;
  }

  /** An exploit on several chains falls into the group of each of them. */
  private static List<String> names(Exploit exploit, Grouping by) {
    return switch (by) {
      case MONTH -> List.of(exploit.date().toString().substring(0, "YYYY-MM".length()));
      case ROOT_CAUSE -> List.of(exploit.cause().rootCause().label());
      case PROTOCOL -> List.of(exploit.victim().name());
      case CHAIN ->
          exploit.chains().isEmpty()
              ? List.of("unknown")
              : exploit.chains().stream().map(Chain::name).toList();
    };
  }

  int count() {
    return names.size();
  }

  String name(int group) {
    return names.get(group);
  }

  /** The groups of an exploit; not to be written to. */
  int[] groups(int ordinal) {
    return groups[ordinal];
  }
}
