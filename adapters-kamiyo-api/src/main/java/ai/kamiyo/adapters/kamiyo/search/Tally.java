package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Group;
import ai.kamiyo.domain.exploit.Grouping;
import ai.kamiyo.domain.exploit.Usd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Counts and sums what matches, by group if groups are asked for. */
final class Tally {
  private static final int MAX_GROUPS = 24;

  private final Columns columns;
  private final Optional<Grouping> grouping;
  private final @Nullable GroupKeys keys;
  private final long[] counts;
  private final long[] sums;
  private long count;
  private long cents;

  Tally(Columns columns, Optional<Grouping> grouping) {
    this.columns = columns;
    this.grouping = grouping;
    keys = grouping.map(columns::groupKeys).orElse(null);
    counts = new long[keys == null ? 0 : keys.count()];
    sums = new long[counts.length];
  }

  void add(int ordinal) {
    long loss = Math.max(0, columns.cents(ordinal));
    count++;
    cents = Math.addExact(cents, loss);
    if (keys != null) {
      for (int group : keys.groups(ordinal)) {
        counts[group]++;
        sums[group] = Math.addExact(sums[group], loss);
      }
    }
  }

  long count() {
    return count;
  }

  Usd loss() {
    return new Usd(cents);
  }

  /** Months newest first, others by count; beyond the first 24 their sum. */
  List<Group> groups() {
    GroupKeys named = keys;
    if (named == null) {
      return List.of();
    }
    Comparator<Group> order =
        grouping.filter(g -> g == Grouping.MONTH).isPresent()
            ? Comparator.comparing(Group::key, Comparator.reverseOrder())
            : Comparator.comparingLong(Group::count)
                .thenComparing(Group::loss)
                .reversed()
                .thenComparing(Group::key);
    PriorityQueue<Group> first = new PriorityQueue<>(order.reversed());
    Sum rest = new Sum();
    for (int group = 0; group < counts.length; group++) {
      if (counts[group] > 0) {
        Group next = new Group(named.name(group), counts[group], new Usd(sums[group]));
        if (first.size() < MAX_GROUPS) {
          first.add(next);
        } else if (order.compare(next, first.element()) > 0) {
          rest.add(next);
        } else {
          rest.add(first.remove());
          first.add(next);
        }
      }
    }
    List<Group> groups = new ArrayList<>(first);
    groups.sort(order);
    if (rest.count > 0) {
      groups.add(new Group(Group.REST, rest.count, new Usd(rest.cents)));
    }
    return groups;
  }

  private static final class Sum {
    long count;
    long cents;

    void add(Group group) {
      count += group.count();
      cents = Math.addExact(cents, group.loss().cents());
    }
  }
}
