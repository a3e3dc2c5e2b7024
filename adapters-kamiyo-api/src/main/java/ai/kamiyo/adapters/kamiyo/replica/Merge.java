package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.domain.exploit.Transaction;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which statements tell the same exploit: those that share a transaction, or a name of
 * the victim within three days. One list tells an exploit once, so two rows of the same list are
 * two exploits. The outcome depends on the statements alone, not on their order.
 */
final class Merge {
  private static final long MAX_DAYS = 3;
  private static final Comparator<Statement> ORDER =
      Comparator.comparingInt(Statement::trust)
          .thenComparing(Statement::date)
          .thenComparing(Statement::key);

  private final List<Cluster> clusters = new ArrayList<>();
  private final Map<String, Set<Cluster>> byName = new HashMap<>();
  private final Map<String, Cluster> byTransaction = new HashMap<>();

  private Merge() {}

  /** The statements of each exploit, the most trusted first. */
  static List<List<Statement>> clusters(Collection<Statement> statements) {
    Merge merge = new Merge();
    Map<String, List<Statement>> lists = new LinkedHashMap<>();
    statements.stream()
        .sorted(ORDER)
        .forEach(s -> lists.computeIfAbsent(s.list(), list -> new ArrayList<>()).add(s));
    lists.values().forEach(merge::addList);
    return merge.clusters.stream().map(cluster -> List.copyOf(cluster.statements)).toList();
  }

  /** Pairs the closest first, so that a list's second row cannot take its first row's place. */
  private void addList(List<Statement> list) {
    List<Pair> pairs = new ArrayList<>();
    for (Statement statement : list) {
      for (Cluster cluster : candidates(statement)) {
        pairs.add(new Pair(statement, cluster, distance(statement, cluster)));
      }
    }
    Collections.sort(pairs);
    Set<Statement> placed = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    Set<Cluster> taken = new LinkedHashSet<>();
    for (Pair pair : pairs) {
      if (!placed.contains(pair.statement) && taken.add(pair.cluster)) {
        placed.add(pair.statement);
        place(pair.statement, pair.cluster);
      }
    }
    for (Statement statement : list) {
      if (!placed.contains(statement)) {
        Cluster cluster = new Cluster(clusters.size());
        clusters.add(cluster);
        place(statement, cluster);
      }
    }
  }

  private Set<Cluster> candidates(Statement statement) {
    Set<Cluster> candidates = new LinkedHashSet<>();
    for (Transaction transaction : statement.transactions()) {
      Cluster cluster = byTransaction.get(transaction.hash());
      if (cluster != null && days(statement, cluster) <= MAX_DAYS) {
        candidates.add(cluster);
      }
    }
    for (String name : statement.nameKeys()) {
      for (Cluster cluster : byName.getOrDefault(name, Set.of())) {
        if (days(statement, cluster) <= MAX_DAYS) {
          candidates.add(cluster);
        }
      }
    }
    return candidates;
  }

  private void place(Statement statement, Cluster cluster) {
    cluster.statements.add(statement);
    statement
        .nameKeys()
        .forEach(name -> byName.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(cluster));
    statement.transactions().forEach(tx -> byTransaction.putIfAbsent(tx.hash(), cluster));
  }

  private static long days(Statement statement, Cluster cluster) {
    return Math.abs(
        ChronoUnit.DAYS.between(statement.date(), cluster.statements.getFirst().date()));
  }

  /** Days apart first; among equals, how many times one loss is the other. */
  private static double distance(Statement statement, Cluster cluster) {
    double ratio =
        cluster.statements.stream()
            .mapToDouble(other -> lossRatio(statement, other))
            .min()
            .orElse(1);
    return days(statement, cluster) + ratio;
  }

  private static double lossRatio(Statement a, Statement b) {
    if (a.report().loss().isEmpty() || b.report().loss().isEmpty()) {
      return 0.5;
    }
    double x = Math.log(a.report().loss().get().doubleValue());
    double y = Math.log(b.report().loss().get().doubleValue());
    return Math.min(1, Math.abs(x - y) / 10);
  }

  private static final class Cluster {
    final List<Statement> statements = new ArrayList<>();
    final int number;

    Cluster(int number) {
      this.number = number;
    }
  }

  private record Pair(Statement statement, Cluster cluster, double distance)
      implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int byDistance = Double.compare(distance, other.distance);
      return byDistance != 0
          ? byDistance
          : Comparator.<Pair, String>comparing(p -> p.statement.key())
              .thenComparingInt(p -> p.cluster.number)
              .compare(this, other);
    }
  }
}
