package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.Amounts;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Cause;
import ai.kamiyo.domain.exploit.Evidence;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.Fingerprint;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.InvolvedAddress;
import ai.kamiyo.domain.exploit.Loss;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Source;
import ai.kamiyo.domain.exploit.Transaction;
import ai.kamiyo.domain.exploit.Victim;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells one exploit from several statements: the most trusted leads, every source is kept. */
final class Telling {
  private Telling() {}

  /**
   * The exploit, its times still open.
   *
   * @param ids all ids it bears or bore
   */
  static Exploit of(List<Statement> cluster, ExploitId id, Set<ExploitId> ids) {
    Statement lead = cluster.getFirst();
    Set<ExploitId> former = new LinkedHashSet<>(ids);
    former.remove(id);
    List<Source> sources = sources(cluster);
    return new Exploit(
        id,
        former,
        lead.date(),
        victim(cluster),
        chains(cluster),
        Loss.of(
            first(cluster, r -> r.loss().flatMap(Amounts::usd)),
            sources,
            first(cluster, r -> r.recovered().flatMap(Amounts::usd))),
        cause(cluster),
        flags(cluster),
        first(cluster, r -> Optional.of(r.summary()).filter(s -> !s.isEmpty())).orElse(""),
        new Evidence(
            sources,
            transactions(cluster),
            addresses(cluster),
            first(cluster, ExploitReport::disputeUrl)),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  static Exploit at(Exploit told, Instant firstSeen, Instant updatedAt) {
    return new Exploit(
        told.id(),
        told.formerIds(),
        told.date(),
        told.victim(),
        told.chains(),
        told.loss(),
        told.cause(),
        told.flags(),
        told.summary(),
        told.evidence(),
        firstSeen,
        updatedAt);
  }

  /** Changes exactly when something about the exploit does that an answer could show. */
  static String digest(Exploit exploit) {
    return Fingerprint.of(
        String.join(
            "\n",
            exploit.date().toString(),
            exploit.victim().name(),
            exploit.victim().slug(),
            exploit.victim().aliases().toString(),
            exploit.chains().toString(),
            exploit.loss().toString(),
            exploit.cause().toString(),
            exploit.flags().toString(),
            exploit.summary(),
            exploit.evidence().toString()));
  }

  private static <T> Optional<T> first(
      List<Statement> cluster, Function<ExploitReport, Optional<T>> field) {
    return cluster.stream().flatMap(s -> field.apply(s.report()).stream()).findFirst();
  }

  private static Victim victim(List<Statement> cluster) {
    Victim lead = cluster.getFirst().victim();
    List<String> others =
        cluster.stream()
            .flatMap(
                s -> Stream.concat(Stream.of(s.victim().name()), s.victim().aliases().stream()))
            .filter(name -> !name.equals(lead.name()))
            .distinct()
            .toList();
    Set<String> listIds =
        cluster.stream().flatMap(s -> s.report().listIds().stream()).collect(Collectors.toSet());
    return new Victim(lead.name(), lead.slug(), others, listIds);
  }

  private static List<Chain> chains(List<Statement> cluster) {
    return cluster.stream().flatMap(s -> s.chains().stream()).distinct().toList();
  }

  private static Cause cause(List<Statement> cluster) {
    RootCause cause =
        cluster.stream()
            .map(Statement::rootCause)
            .filter(c -> c != RootCause.UNKNOWN)
            .findFirst()
            .orElse(RootCause.UNKNOWN);
    return new Cause(cause, first(cluster, r -> r.words().stream().findFirst()).orElse(""));
  }

  private static Set<Flag> flags(List<Statement> cluster) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    cluster.forEach(statement -> flags.addAll(statement.flags()));
    return flags;
  }

  /** Every statement, but one publisher's statement at one place only once. */
  private static List<Source> sources(List<Statement> cluster) {
    Map<String, Source> sources = new LinkedHashMap<>();
    for (Statement statement : cluster) {
      for (Source source : statement.report().sources()) {
        sources.merge(source.name() + "\n" + source.url().orElse(""), source, Telling::moreTelling);
      }
    }
    return List.copyOf(sources.values());
  }

  private static Source moreTelling(Source a, Source b) {
    return new Source(
        a.name(),
        a.url(),
        a.loss().or(b::loss),
        a.words().or(b::words),
        a.victimStatement() || b.victimStatement());
  }

  private static List<Transaction> transactions(List<Statement> cluster) {
    Map<String, Transaction> transactions = new LinkedHashMap<>();
    cluster.stream()
        .flatMap(s -> s.transactions().stream())
        .forEach(tx -> transactions.putIfAbsent(tx.hash(), tx));
    return List.copyOf(transactions.values());
  }

  private static List<InvolvedAddress> addresses(List<Statement> cluster) {
    Map<String, InvolvedAddress> addresses = new LinkedHashMap<>();
    for (Statement statement : cluster) {
      for (InvolvedAddress address : statement.addresses()) {
        String key =
            address.address().toLowerCase(java.util.Locale.ROOT) + address.role() + address.chain();
        addresses.putIfAbsent(key, address);
      }
    }
    return List.copyOf(addresses.values());
  }
}
