package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.risk.Match.By;
import ai.kamiyo.domain.text.Names;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every protocol that is known, with its record, found by its names. Immutable, thread-safe. */
public final class ProtocolDirectory {
  private static final int MOST_CANDIDATES = 5;

  private final List<ProtocolHistory> histories;
  private final Map<String, Map<By, Set<ProtocolHistory>>> byKey = new HashMap<>();
  private final Map<String, Set<ProtocolHistory>> families = new HashMap<>();
  private final NearNames near;

  /** A directory of what these lists and incidents tell. */
  public ProtocolDirectory(Collection<ProtocolListing> listings, Collection<Exploit> exploits) {
    histories = List.copyOf(new DirectoryBuilder(listings, exploits).histories());
    for (ProtocolHistory history : histories) {
      Protocol protocol = history.protocol();
      index(Names.key(protocol.id()), By.ID, history);
      index(protocol.name(), By.NAME, history);
      protocol.aliases().forEach(alias -> index(alias, By.ALIAS, history));
    }
    near = new NearNames(histories);
    for (ProtocolHistory history : histories) {
      Protocol protocol = history.protocol();
      families.computeIfAbsent(protocol.id(), id -> new LinkedHashSet<>()).add(history);
      protocol
          .parent()
          .ifPresent(id -> families.computeIfAbsent(id, p -> new LinkedHashSet<>()).add(history));
    }
  }

  private void index(String text, By by, ProtocolHistory history) {
    ProtocolName name = ProtocolName.of(text);
    boolean version = name.isVersion() || history.protocol().isVersion(text);
    under(name.key(), by == By.ALIAS && version ? By.VERSION : by, history);
    if (name.isVersion()) {
      under(name.family(), By.VERSION, history);
    }
  }

  private void under(String key, By by, ProtocolHistory history) {
    if (!key.isEmpty()) {
      byKey
          .computeIfAbsent(key, k -> new EnumMap<>(By.class))
          .computeIfAbsent(by, b -> new LinkedHashSet<>())
          .add(history);
    }
  }

  public List<ProtocolHistory> histories() {
    return histories;
  }

  /** Other protocols of the family that a list puts it into, as which it is not taken. */
  List<ProtocolHistory> relatives(Protocol protocol) {
    Set<ProtocolHistory> family =
        new LinkedHashSet<>(families.getOrDefault(protocol.id(), Set.of()));
    protocol.parent().ifPresent(parent -> family.addAll(families.getOrDefault(parent, Set.of())));
    return family.stream().filter(h -> !h.protocol().id().equals(protocol.id())).toList();
  }

  /**
   * Who bears the name: first by id, then by name, alias, version, and last by a near name.
   *
   * @param chain tells protocols of one name apart
   */
  public Match find(String text, Optional<Chain> chain) {
    Map<By, Set<ProtocolHistory>> exact = called(text);
    if (exact.isEmpty()) {
      return near(text, chain);
    }
    Optional<ProtocolHistory> byId = byId(exact, text);
    if (byId.isPresent()) {
      return new Match.Found(byId.get(), By.ID);
    }
    Set<ProtocolHistory> all = new LinkedHashSet<>();
    exact.values().forEach(all::addAll);
    List<ProtocolHistory> left = narrowed(List.copyOf(all), chain, text);
    if (left.size() > 1) {
      return several(left);
    }
    ProtocolHistory one = left.getFirst();
    By by =
        exact.entrySet().stream()
            .filter(entry -> entry.getKey() != By.ID && entry.getValue().contains(one))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(By.ID);
    return new Match.Found(one, by);
  }

  private Map<By, Set<ProtocolHistory>> called(String text) {
    ProtocolName name = ProtocolName.of(text);
    Map<By, Set<ProtocolHistory>> exact = byKey.getOrDefault(name.key(), Map.of());
    if (!exact.isEmpty() || !name.isVersion()) {
      return exact;
    }
    Set<ProtocolHistory> family = new LinkedHashSet<>();
    byKey.getOrDefault(name.family(), Map.of()).values().forEach(family::addAll);
    return family.isEmpty() ? Map.of() : Map.of(By.VERSION, family);
  }

  /** Whose id it is; a single word that is also the name of others does not count as one. */
  private static Optional<ProtocolHistory> byId(Map<By, Set<ProtocolHistory>> exact, String text) {
    boolean alone =
        exact.values().stream().flatMap(Set::stream).distinct().count() == 1
            || text.indexOf('-') > 0;
    return exact.getOrDefault(By.ID, Set.of()).stream()
        .filter(history -> alone && history.protocol().id().equals(text))
        .findFirst();
  }

  /** Those on the chain, if any is; of several, the one that is written just so. */
  private static List<ProtocolHistory> narrowed(
      List<ProtocolHistory> all, Optional<Chain> chain, String text) {
    List<ProtocolHistory> onChain =
        all.stream().filter(h -> chain.isPresent() && h.protocol().isOn(chain.get())).toList();
    List<ProtocolHistory> left = onChain.isEmpty() ? all : onChain;
    List<ProtocolHistory> spelt =
        left.stream()
            .filter(h ->
                h.protocol().name().equals(text.strip())
                    || h.protocol().aliases().contains(text.strip()))
            .toList();
    return spelt.isEmpty() ? left : spelt;
  }

  private Match near(String text, Optional<Chain> chain) {
    List<ProtocolHistory> slips = narrowed(near.slips(text), chain, text);
    if (slips.size() == 1) {
      return new Match.Found(slips.getFirst(), By.NEAR_NAME);
    }
    return slips.isEmpty() ? new Match.None(near.alike(text, MOST_CANDIDATES)) : several(slips);
  }

  private static Match several(List<ProtocolHistory> histories) {
    return new Match.Several(
        histories.stream().limit(MOST_CANDIDATES).map(ProtocolHistory::protocol).toList());
  }
}
