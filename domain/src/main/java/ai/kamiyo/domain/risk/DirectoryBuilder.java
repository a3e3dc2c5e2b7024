package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.text.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts a directory together: which listings are of one protocol, and which protocol each exploit is
 * charged to. Sharing a name is not enough for either; what fits several is charged to none.
 */
final class DirectoryBuilder {
  private final Map<String, Set<Draft>> byKey = new HashMap<>();
  private final Map<String, Draft> byListId = new HashMap<>();
  private final List<Draft> drafts = new ArrayList<>();

  DirectoryBuilder(Collection<ProtocolListing> listings, Collection<Exploit> exploits) {
    Set<String> twins = twins(listings);
    listings.stream().filter(ProtocolListing::curated).forEach(listing -> list(listing, twins));
    Set<ProtocolListing> rolledUp = new HashSet<>();
    for (Families.Family family : Families.of(listings)) {
      if (rollUp(family, twins)) {
        rolledUp.addAll(family.versions());
      }
    }
    listings.stream()
        .filter(listing -> !listing.curated() && !rolledUp.contains(listing))
        .forEach(listing -> list(listing, twins));
    exploits.stream()
        .sorted(Comparator.comparing(Exploit::date).thenComparing(e -> e.id().value()))
        .forEach(this::charge);
  }

  /** Names, with their lists, that a list gives to several protocols. */
  private static Set<String> twins(Collection<ProtocolListing> listings) {
    Set<String> seen = new HashSet<>();
    Set<String> twins = new HashSet<>();
    for (ProtocolListing listing : listings) {
      if (!seen.add(inItsList(listing))) {
        twins.add(inItsList(listing));
      }
    }
    return twins;
  }

  private static String inItsList(ProtocolListing listing) {
    return listing.list() + "\n" + listing.name();
  }

  private void list(ProtocolListing listing, Set<String> twins) {
    boolean twin = twins.contains(inItsList(listing));
    Optional<Draft> known = listing.curated() ? Optional.empty() : told(listing, twin);
    add(known.orElseGet(() -> opened(Draft.of(listing))), listing);
  }

  private Optional<Draft> told(ProtocolListing listing, boolean twin) {
    return sharing(Stream.of(listing.name())).stream()
        .filter(known -> known.isToldBy(listing, twin))
        .findFirst();
  }

  private void add(Draft draft, ProtocolListing listing) {
    draft.add(listing);
    listing.listId().ifPresent(id -> byListId.put(id, draft));
    index(draft);
  }

  /**
   * Takes versions together; false if our own directory has the parent as something else.
   *
   * @param twins see {@link #twins}
   */
  private boolean rollUp(Families.Family family, Set<String> twins) {
    ProtocolListing first = family.versions().getFirst();
    List<Draft> entries =
        drafts.stream()
            .filter(d -> d.fixedId().filter(family.parent()::equals).isPresent())
            .toList();
    if (entries.stream().anyMatch(entry -> !entry.isEntry(family.parent(), first.category()))) {
      return false;
    }
    Draft draft =
        Stream.concat(
                entries.stream(),
                family.versions().stream()
                    .flatMap(v -> told(v, twins.contains(inItsList(v))).stream()))
            .findFirst()
            .orElseGet(() -> opened(Draft.of(first, family.name())));
    family.versions().forEach(version -> add(draft, version));
    return true;
  }

  private void charge(Exploit exploit) {
    List<Draft> stated =
        exploit.victim().listIds().stream()
            .flatMap(id -> Stream.ofNullable(byListId.get(id)))
            .distinct()
            .toList();
    if (stated.size() == 1) {
      stated.getFirst().chargeStated(exploit);
      index(stated.getFirst());
    } else {
      chargeByName(exploit);
    }
  }

  private void chargeByName(Exploit exploit) {
    Set<Draft> sharing =
        sharing(
            Stream.concat(Stream.of(exploit.victim().name()), exploit.victim().aliases().stream()));
    List<Draft> fitting = fitting(sharing, exploit);
    if (fitting.size() > 1) {
      fitting.forEach(draft -> draft.unassigned.add(exploit));
      return;
    }
    Draft draft = fitting.isEmpty() ? opened(Draft.of(exploit)) : fitting.getFirst();
    draft.charge(exploit);
    index(draft);
  }

  /** Those that may have been hit; of several, whom our own directory means, or the best spelt. */
  private static List<Draft> fitting(Set<Draft> sharing, Exploit exploit) {
    List<Draft> fitting = sharing.stream().filter(draft -> draft.isHitBy(exploit)).toList();
    List<Draft> onChain = fitting.stream().filter(draft -> draft.shares(exploit.chains())).toList();
    List<Draft> nearest = onChain.isEmpty() ? fitting : onChain;
    List<Draft> meant =
        nearest.stream()
            .filter(d -> d.fixedId().filter(exploit.victim().slug()::equals).isPresent())
            .toList();
    if (meant.size() == 1) {
      return meant;
    }
    List<Draft> spelt = nearest.stream().filter(d -> d.isCalled(exploit.victim().name())).toList();
    return spelt.isEmpty() ? nearest : spelt;
  }

  private Draft opened(Draft draft) {
    drafts.add(draft);
    return draft;
  }

  /** All that bear one of the names, or are another version of one. */
  private Set<Draft> sharing(Stream<String> names) {
    Set<Draft> sharing = new LinkedHashSet<>();
    names.forEach(text -> {
      ProtocolName name = ProtocolName.of(text);
      sharing.addAll(byKey.getOrDefault(name.key(), Set.of()));
      sharing.addAll(byKey.getOrDefault(name.family(), Set.of()));
    });
    return sharing;
  }

  private void index(Draft draft) {
    for (String text : draft.names()) {
      ProtocolName name = ProtocolName.of(text);
      under(name.key(), draft);
      under(name.family(), draft);
    }
    draft.fixedId().ifPresent(id -> under(Names.key(id), draft));
  }

  private void under(String key, Draft draft) {
    if (!key.isEmpty()) {
      byKey.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(draft);
    }
  }

  /** Every protocol with its record, each under an id of its own. */
  List<ProtocolHistory> histories() {
    Set<String> taken = new HashSet<>();
    drafts.forEach(draft -> draft.fixedId().ifPresent(taken::add));
    List<ProtocolHistory> histories = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      Optional<String> fixed = draft.fixedId();
      String id = fixed.isPresent() ? fixed.get() : freeId(draft, taken);
      histories.add(new ProtocolHistory(draft.protocol(id), draft.exploits, draft.unassigned));
    }
    return histories;
  }

  private static String freeId(Draft draft, Set<String> taken) {
    String slug = Names.slug(draft.name);
    if (taken.add(slug)) {
      return slug;
    }
    String onChain =
        draft.chains.isEmpty()
            ? slug
            : slug + "-" + Names.slug(draft.chains.iterator().next().name());
    String id = onChain;
    for (int n = 2; !taken.add(id); n++) {
      id = onChain + "-" + n;
    }
    return id;
  }
}
