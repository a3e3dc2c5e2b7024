package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.Protocol.Known;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that could be known on one day: the directory, the model learnt from it, and how
 * protocols of a category compare. What is dated later is left out before anything is made of it.
 * Immutable and thread-safe.
 */
public final class RiskView {
  /** Fewer protocols than these make no universe. */
  public static final int UNIVERSE = 1000;

  /** Fewer exploits of them tell too little. */
  private static final double FEWEST_EVENTS = 10;

  private final LocalDate asOf;
  private final int exploits;
  private final Optional<LocalDate> dataEnd;
  private final ProtocolDirectory directory;
  private final Parameters parameters;
  private final Optional<HazardModel> model;
  private final Basis basis;
  private final Map<Category, Peers> peers;

  /** Where the base rates come from. */
  public sealed interface Basis {
    /** From so many protocols that are loaded. */
    record Universe(int protocols) implements Basis {}

    /** From what ships with this program. */
    record Shipped(String universe, int lastYear) implements Basis {}

    /** There are none. */
    record Nothing() implements Basis {}
  }

  /**
   * What lists and incidents tell.
   *
   * @param broad whether the incidents up to the day are those of a source that means to have them
   *     all
   */
  public record Facts(
      Collection<ProtocolListing> listings, Collection<Exploit> exploits, boolean broad) {}

  /** The view of these facts on that day. */
  public RiskView(Facts facts, LocalDate asOf, Parameters parameters, Optional<RiskPriors> priors) {
    List<Exploit> past =
        facts.exploits().stream().filter(exploit -> !exploit.date().isAfter(asOf)).toList();
    this.asOf = asOf;
    this.parameters = parameters;
    exploits = past.size();
    dataEnd = past.stream().map(Exploit::date).max(Comparator.naturalOrder());
    directory =
        new ProtocolDirectory(
            facts.listings().stream().map(listing -> listing.knownOn(asOf)).toList(), past);
    Optional<Learning> learning = learning(facts.broad(), priors);
    model = learning.map(Learning::model);
    basis = learning.map(Learning::basis).orElseGet(Basis.Nothing::new);
    peers = model.map(m -> Peers.byCategory(this, m)).orElseGet(Map::of);
  }

  private record Learning(HazardModel model, Basis basis) {}

  private Optional<Learning> learning(boolean broad, Optional<RiskPriors> priors) {
    SizeEffect published =
        priors
            .map(shipped -> shipped.size(asOf, parameters))
            .orElseGet(() -> SizeEffect.published(parameters));
    long atRisk = directory.histories().stream().filter(h -> h.protocol().isAtRisk()).count();
    Map<Cell, Tally> seen = observation().tallies(directory.histories());
    if (broad && atRisk >= UNIVERSE && events(seen) >= FEWEST_EVENTS) {
      HazardModel plain = new HazardModel(seen, published, parameters);
      SizeEffect size = SizeEffect.learnt(sized(plain), parameters, published);
      return Optional.of(
          new Learning(
              new HazardModel(seen, size, parameters),
              new Basis.Universe(Math.toIntExact(atRisk))));
    }
    return priors
        .filter(p -> events(p.tallies(asOf, parameters)) > 0)
        .map(p ->
            new Learning(
                new HazardModel(p.tallies(asOf, parameters), published, parameters),
                new Basis.Shipped(p.universe(), p.lastBefore(asOf))));
  }

  private static double events(Map<Cell, Tally> tallies) {
    return tallies.values().stream().mapToDouble(Tally::events).sum();
  }

  private List<SizeEffect.Sized> sized(HazardModel plain) {
    Observation observation = observation();
    return directory.histories().stream()
        .filter(h -> h.protocol().isAtRisk() && h.protocol().tvl().isPresent())
        .map(h ->
            new SizeEffect.Sized(
                SizeEffect.magnitude(h.protocol().tvl().orElseThrow()),
                plain.cellRate(h.protocol()) * parameters.exposure(),
                observation.events(h)))
        .toList();
  }

  /** After the newest incident nobody has watched: those days are no time without exploits. */
  private Observation observation() {
    return new Observation(parameters, dataEnd.orElse(asOf));
  }

  /** The hazard of a protocol of that size; empty if there are no base rates. */
  public Optional<Hazard> hazard(ProtocolHistory history, Optional<Usd> tvl) {
    return model.map(m -> m.hazard(history.protocol(), tvl, record(history)));
  }

  /** Exploits a year; empty if there are no base rates. */
  public Optional<Double> rate(ProtocolHistory history) {
    Protocol protocol = history.protocol();
    return model.map(m -> m.rate(protocol, protocol.tvl(), record(history)));
  }

  /**
   * Its own exploits, older ones weighing less. Empty where nobody has watched for them: of keepers
   * of other people's assets, and of those that are known by something else that happened.
   */
  private Optional<Double> record(ProtocolHistory history) {
    boolean watched =
        history.protocol().known() != Known.BY_INCIDENT || !history.counted().isEmpty();
    return Optional.of(history)
        .filter(h -> watched && !h.protocol().keepsAssets())
        .map(observation()::events);
  }

  /** Exploits a year as its category alone lets one expect. */
  public Optional<Double> categoryRate(Protocol protocol) {
    return model.map(m -> m.categoryRate(protocol));
  }

  /** Protocols that a list or our own selection names. */
  List<ProtocolHistory> listed() {
    return directory.histories().stream()
        .filter(history -> history.protocol().known() != Known.BY_INCIDENT)
        .toList();
  }

  /** Those of its category; empty for keepers of assets, whose thefts nobody counts here. */
  Optional<Peers> peers(Protocol protocol) {
    return protocol.keepsAssets() ? Optional.empty() : protocol.category().map(peers::get);
  }

  public ProtocolDirectory directory() {
    return directory;
  }

  public LocalDate asOf() {
    return asOf;
  }

  /** The day of the newest incident. */
  public Optional<LocalDate> dataEnd() {
    return dataEnd;
  }

  /** How many incidents there are. */
  public int exploits() {
    return exploits;
  }

  public Basis basis() {
    return basis;
  }

  public Optional<HazardModel> model() {
    return model;
  }
}
