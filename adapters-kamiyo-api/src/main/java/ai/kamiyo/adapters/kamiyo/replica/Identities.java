package ai.kamiyo.adapters.kamiyo.replica;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives each exploit its id and times: the id our own catalogue fixes, or the one its reports bore
 * before, or a new one. Ids its reports bore besides become its former ids, and stay that.
 */
final class Identities {
  private final Register register;
  private final Instant bundledAt;
  private final Optional<Instant> now;
  private final Map<ExploitId, List<ExploitId>> merged;
  private final Set<ExploitId> claimed = new HashSet<>();

  /**
   * Identities as the register has them.
   *
   * @param bundledAt when our own catalogue was published
   * @param now the moment of a change, at which changed exploits are stamped; empty to only read
   */
  Identities(Register register, Instant bundledAt, Optional<Instant> now) {
    this.register = register;
    this.bundledAt = bundledAt;
    this.now = now;
    this.merged =
        register.mergers().entrySet().stream()
            .collect(groupingBy(Map.Entry::getValue, mapping(Map.Entry::getKey, toList())));
  }

  /** The exploit that these statements tell. */
  Exploit identified(List<Statement> cluster) {
    Set<ExploitId> ids = new LinkedHashSet<>();
    cluster.forEach(statement -> statement.report().id().ifPresent(ids::add));
    cluster.forEach(statement -> register.idOf(statement.key()).ifPresent(ids::add));
    // Reports that were one exploit before may be two now: only the first keeps the id.
    ids.removeAll(claimed);
    ExploitId id = ids.isEmpty() ? newId(cluster.getFirst()) : ids.iterator().next();
    Set<ExploitId> former = former(id, ids);
    claimed.add(id);
    claimed.addAll(former);
    former.forEach(old -> register.merge(old, id));
    Exploit told = Telling.of(cluster, id, former);
    if (cluster.stream().allMatch(Identities::isOurs)) {
      return Telling.at(told, bundledAt, bundledAt);
    }
    cluster.stream().filter(s -> !isOurs(s)).forEach(s -> register.assign(s.key(), id));
    Register.Times times = times(told, cluster);
    register.remember(id, times);
    return Telling.at(told, times.firstSeen(), times.updatedAt());
  }

  /** What the exploit was called before, as far as no other is called so now. */
  private Set<ExploitId> former(ExploitId id, Set<ExploitId> borne) {
    Set<ExploitId> former = new LinkedHashSet<>(borne);
    former.addAll(merged.getOrDefault(id, List.of()));
    borne.forEach(one -> former.addAll(merged.getOrDefault(one, List.of())));
    former.removeAll(claimed);
    former.remove(id);
    return former;
  }

  /** Our own catalogue fixes its ids and needs no register. */
  private static boolean isOurs(Statement statement) {
    return statement.report().id().isPresent();
  }

  private ExploitId newId(Statement lead) {
    String slug = lead.victim().slug();
    for (int ordinal = 1; ; ordinal++) {
      ExploitId id = ExploitId.of(slug, lead.date(), ordinal);
      if (!register.isUsed(id) && !claimed.contains(id)) {
        return id;
      }
    }
  }

  private Register.Times times(Exploit exploit, List<Statement> cluster) {
    String content = Telling.digest(exploit);
    Optional<Register.Times> before = register.timesOf(exploit.id());
    if (before.isEmpty()) {
      Instant seen = now.orElse(bundledAt);
      boolean known = cluster.stream().anyMatch(Identities::isOurs);
      return new Register.Times(known ? bundledAt : seen, seen, content);
    }
    boolean changed = !content.equals(before.get().content());
    return changed && now.isPresent()
        ? new Register.Times(before.get().firstSeen(), now.get(), content)
        : before.get();
  }
}
