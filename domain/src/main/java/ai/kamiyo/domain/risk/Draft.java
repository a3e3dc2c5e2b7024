package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.Protocol.Known;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A protocol while the directory is put together. */
final class Draft {
  final String name;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> families = new HashSet<>();
  private final Map<String, Set<String>> listings = new LinkedHashMap<>();
  final Set<Chain> chains = new LinkedHashSet<>();
  final List<Exploit> exploits = new ArrayList<>();
  final List<Exploit> unassigned = new ArrayList<>();
  private final Set<Chain> onList = new LinkedHashSet<>();
  private final boolean curated;
  private final Optional<String> id;
  private final Map<String, Usd> tvl = new LinkedHashMap<>();
  private Known known = Known.BY_INCIDENT;
  private Optional<String> parent;
  private Optional<Category> category;
  private Optional<Category> categoryOnList = Optional.empty();

  private Draft(
      String name,
      Optional<String> id,
      Optional<Category> category,
      Optional<String> parent,
      boolean curated) {
    this.name = name;
    this.id = id;
    this.category = category;
    this.parent = parent;
    this.curated = curated;
    call(name);
  }

  private void call(String other) {
    if (!other.isBlank() && names.add(other)) {
      families.add(ProtocolName.of(other).familyText());
    }
  }

  Set<String> names() {
    return names;
  }

  /**
   * A listed protocol, to which the listing is still to be added; one that is known by a version
   * only bears the name without it.
   */
  static Draft of(ProtocolListing listing) {
    String name = listing.curated() ? listing.name() : ProtocolName.of(listing.name()).familyText();
    return of(listing, name);
  }

  /** A protocol of that name, of which the listing is a version, and which is still to be added. */
  static Draft of(ProtocolListing listing, String name) {
    return new Draft(name, listing.id(), listing.category(), listing.parent(), listing.curated());
  }

  /** A protocol that is known by an incident only. */
  static Draft of(Exploit exploit) {
    boolean exchange = exploit.flags().contains(Flag.CENTRALIZED_EXCHANGE);
    Optional<Category> category = exchange ? Optional.of(Category.of("CEX")) : Optional.empty();
    return new Draft(exploit.victim().name(), Optional.empty(), category, Optional.empty(), false);
  }

  void add(ProtocolListing listing) {
    call(listing.name());
    listing.aliases().forEach(this::call);
    chains.addAll(listing.chains());
    if (category.isEmpty()) {
      category = listing.category();
    }
    if (parent.isEmpty()) {
      parent = listing.parent();
    }
    if (!listing.curated()) {
      known = Known.BY_LIST;
      listings.computeIfAbsent(listing.list(), l -> new LinkedHashSet<>()).add(listing.name());
      onList.addAll(listing.chains());
      categoryOnList = categoryOnList.or(listing::category);
    } else if (known == Known.BY_INCIDENT) {
      known = Known.BY_SELECTION;
    }
    listing.tvl().ifPresent(usd -> tvl.merge(listing.name(), usd, Draft::larger));
  }

  void charge(Exploit exploit) {
    exploits.add(exploit);
    exploit.victim().aliases().forEach(this::call);
    if (known == Known.BY_INCIDENT) {
      chains.addAll(exploit.chains());
    }
  }

  /** The same where the source states by an id that it was this one: then the name is its own. */
  void chargeStated(Exploit exploit) {
    call(exploit.victim().name());
    charge(exploit);
  }

  private static Usd larger(Usd a, Usd b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  /**
   * Whether the listing is of this protocol, given that they share a name: on a common chain, or
   * written just alike and of one category.
   *
   * @param twin whether its list has that name several times, so that only the category tells
   */
  boolean isToldBy(ProtocolListing listing, boolean twin) {
    if (isExchange() != listing.category().filter(Category::isExchange).isPresent()) {
      return false;
    }
    boolean sameCategory = category.equals(listing.category());
    return shares(listing.chains())
        ? sameCategory || !twin || curated
        : sameCategory && bears(Stream.of(listing.name()));
  }

  /** Whether it is the protocol of this id in our own directory, and of that category. */
  boolean isEntry(String ownId, Optional<Category> ofCategory) {
    return curated && id.filter(ownId::equals).isPresent() && category.equals(ofCategory);
  }

  /** Whether the exploit may be of this protocol, given that they share a name. */
  boolean isHitBy(Exploit exploit) {
    boolean exchange = exploit.flags().contains(Flag.CENTRALIZED_EXCHANGE);
    if (exchange && category.isPresent() && !category.get().keepsAssets() && !curated) {
      return false;
    }
    return shares(exploit.chains())
        || bears(Stream.concat(Stream.of(exploit.victim().name()), aliases(exploit)));
  }

  private static Stream<String> aliases(Exploit exploit) {
    return exploit.victim().aliases().stream();
  }

  /** Whether one of the names, version aside, is written just as one of its own. */
  private boolean bears(Stream<String> others) {
    return others.anyMatch(other -> families.contains(ProtocolName.of(other).familyText()));
  }

  /** Whether it is called just so, to the letter. */
  boolean isCalled(String text) {
    return names.contains(text);
  }

  /** Whether they have a chain in common; nobody knows if either has none. */
  boolean shares(List<Chain> others) {
    return chains.isEmpty() || others.isEmpty() || others.stream().anyMatch(chains::contains);
  }

  private boolean isExchange() {
    return category.filter(Category::isExchange).isPresent();
  }

  Optional<String> fixedId() {
    return id;
  }

  private List<String> versions() {
    return listings.values().stream()
        .max(Comparator.comparingInt(Set::size))
        .map(List::copyOf)
        .orElse(List.of(name));
  }

  /** What a list says goes before our own selection: rates are learnt from lists. */
  Protocol protocol(String uniqueId) {
    List<String> aliases = names.stream().filter(other -> !other.equals(name)).toList();
    Optional<Usd> total = tvl.values().stream().reduce(Usd::plus);
    return new Protocol(
        uniqueId,
        name,
        aliases,
        versions(),
        categoryOnList.or(() -> category),
        List.copyOf(onList.isEmpty() ? chains : onList),
        parent,
        total,
        known);
  }
}
