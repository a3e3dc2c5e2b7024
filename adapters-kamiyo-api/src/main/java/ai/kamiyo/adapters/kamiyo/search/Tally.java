package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Group;
import ai.kamiyo.domain.exploit.Grouping;
import ai.kamiyo.domain.exploit.Usd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts and sums what matches, by group if groups are asked for. */
final class Tally {
  private static final int MAX_GROUPS = 24;

  private final Columns columns;
  private final Optional<Grouping> grouping;
  private final Map<String, Sum> sums = new HashMap<>();
  private final Sum total = new Sum();

  Tally(Columns columns, Optional<Grouping> grouping) {
    this.columns = columns;
    this.grouping = grouping;
  }

  void add(int ordinal) {
    long cents = Math.max(0, columns.cents(ordinal));
    total.add(cents);
    if (grouping.isPresent()) {
      addToGroup(grouping.get(), ordinal, cents);
    }
  }

  /** An exploit on several chains counts in each of them. */
  private void addToGroup(Grouping by, int ordinal, long cents) {
    Exploit exploit = columns.exploit(ordinal);
    switch (by) {
      case MONTH -> add(columns.month(ordinal), cents);
      case ROOT_CAUSE -> add(exploit.cause().rootCause().label(), cents);
      case PROTOCOL -> add(exploit.victim().name(), cents);
      case CHAIN -> {
        exploit.chains().forEach((Chain chain) -> add(chain.name(), cents));
        if (exploit.chains().isEmpty()) {
          add("unknown", cents);
        }
      }
    }
  }

  private void add(String key, long cents) {
    sums.computeIfAbsent(key, k -> new Sum()).add(cents);
  }

  long count() {
    return total.count;
  }

  Usd loss() {
    return new Usd(total.cents);
  }

  /** Months newest first, others by count; beyond the first 24 their sum. */
  List<Group> groups() {
    Comparator<Group> order =
        grouping.filter(g -> g == Grouping.MONTH).isPresent()
            ? Comparator.comparing(Group::key, Comparator.reverseOrder())
            : Comparator.comparingLong(Group::count)
                .thenComparing(Group::loss)
                .reversed()
                .thenComparing(Group::key);
    List<Group> sorted =
        sums.entrySet().stream()
            .map(e -> new Group(e.getKey(), e.getValue().count, new Usd(e.getValue().cents)))
            .sorted(order)
            .toList();
    if (sorted.size() <= MAX_GROUPS) {
      return sorted;
    }
    Sum rest = new Sum();
    for (Group group : sorted.subList(MAX_GROUPS, sorted.size())) {
      rest.count += group.count();
      rest.cents = Math.addExact(rest.cents, group.loss().cents());
    }
    List<Group> groups = new ArrayList<>(sorted.subList(0, MAX_GROUPS));
    groups.add(new Group(Group.REST, rest.count, new Usd(rest.cents)));
    return groups;
  }

  private static final class Sum {
    long count;
    long cents;

    void add(long more) {
      count++;
      cents = Math.addExact(cents, more);
    }
  }
}
