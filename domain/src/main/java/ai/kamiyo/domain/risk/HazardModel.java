package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.Hazard.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An empirical-Bayes Gamma–Poisson model of how often protocols are exploited: a category is drawn
 * towards all protocols, a cell towards its category, a protocol towards its cell. Immutable and
 * thread-safe.
 */
public final class HazardModel {
  /** Weight, in expected events, by which each number of chains is drawn towards none mattering. */
  private static final double CHAINS_WEIGHT = 2;

  private static final double TAIL = 0.05;

  private final Parameters parameters;
  private final SizeEffect size;
  private final double mean;
  private final double exposure;
  private final Map<Category, Double> categories = new HashMap<>();
  private final Map<Boolean, Double> chains = new HashMap<>();
  private final Map<Cell, Double> cells = new HashMap<>();

  /**
   * A model of what these cells went through.
   *
   * @param tallies must hold some exposure and some event: without, nothing can be learnt
   */
  HazardModel(Map<Cell, Tally> tallies, SizeEffect size, Parameters parameters) {
    this.parameters = parameters;
    this.size = size;
    this.exposure = parameters.exposure();
    Tally all = tallies.values().stream().reduce(Tally.NOTHING, Tally::plus);
    if (!(all.events() > 0 && all.exposure() > 0)) {
      throw new IllegalArgumentException("nothing was observed");
    }
    mean = all.events() / all.exposure();
    Map<Category, Tally> byCategory = new HashMap<>();
    tallies.forEach((cell, tally) -> byCategory.merge(cell.category(), tally, Tally::plus));
    byCategory.forEach((category, tally) ->
        categories.put(category, tally.shrunk(mean, parameters.categoryWeight())));
    learnChains(tallies);
    tallies.forEach(
        (cell, tally) -> cells.put(cell, tally.shrunk(rateBefore(cell), parameters.cellWeight())));
  }

  /** How many times likelier exploits are on one chain, or on several, whatever the category. */
  private void learnChains(Map<Cell, Tally> tallies) {
    for (boolean multi : new boolean[] {false, true}) {
      double events = CHAINS_WEIGHT;
      double expected = CHAINS_WEIGHT;
      for (Map.Entry<Cell, Tally> entry : tallies.entrySet()) {
        if (entry.getKey().multiChain() == multi) {
          events += entry.getValue().events();
          expected += entry.getValue().exposure() * category(entry.getKey().category());
        }
      }
      chains.put(multi, events / expected);
    }
  }

  private double category(Category category) {
    return categories.getOrDefault(category, mean);
  }

  private double rateBefore(Cell cell) {
    return category(cell.category()) * Objects.requireNonNull(chains.get(cell.multiChain()));
  }

  /** Exploits a year of the mean protocol. */
  public double mean() {
    return mean;
  }

  public SizeEffect size() {
    return size;
  }

  /** The rate of its category alone: what the other factors must improve upon. */
  double categoryRate(Protocol protocol) {
    return protocol.isOfModelledKind() ? category(protocol.category().orElseThrow()) : mean;
  }

  double cellRate(Protocol protocol) {
    if (!protocol.isOfModelledKind()) {
      return mean;
    }
    Cell cell = Cell.of(protocol);
    return protocol.chains().isEmpty()
        ? category(cell.category())
        : cells.getOrDefault(cell, rateBefore(cell));
  }

  /** Exploits a year, given its size and its own record; empty if nobody has watched it. */
  double rate(Protocol protocol, Optional<Usd> tvl, Optional<Double> events) {
    double prior = sized(protocol, tvl);
    return events.map(e -> posterior(prior, e)).orElse(prior);
  }

  private double sized(Protocol protocol, Optional<Usd> tvl) {
    return cellRate(protocol) * tvl.map(size::factor).orElse(1.0);
  }

  private double posterior(double prior, double events) {
    return (parameters.ownWeight() + events) / scale(prior, exposure);
  }

  private double scale(double prior, double watched) {
    return parameters.ownWeight() / prior + watched;
  }

  /**
   * The hazard, explained.
   *
   * @param events its own exploits, older ones weighing less; empty if nobody has watched it
   */
  Hazard hazard(Protocol protocol, Optional<Usd> tvl, Optional<Double> events) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Factor.ALL_PROTOCOLS, share(mean) + " a year", 1));
    if (protocol.isOfModelledKind()) {
      String name = protocol.category().orElseThrow().name();
      steps.add(new Step(Factor.CATEGORY, name, categoryRate(protocol) / mean));
      int count = protocol.chains().size();
      if (count > 0) {
        String value = count == 1 ? "1 chain" : count + " chains";
        steps.add(new Step(Factor.CHAINS, value, cellRate(protocol) / mean));
      }
    }
    double prior = sized(protocol, tvl);
    tvl.ifPresent(usd -> steps.add(new Step(Factor.SIZE, dollars(usd), prior / mean)));
    double rate = rate(protocol, tvl, events);
    events.ifPresent(e ->
        steps.add(
            new Step(
                Factor.OWN_RECORD,
                String.format(Locale.ROOT, "%.2f exploits, weighed by age", e),
                rate / mean)));
    GammaDistribution posterior =
        new GammaDistribution(parameters.ownWeight() + events.orElse(0.0));
    double scale = scale(prior, events.isPresent() ? exposure : 0);
    return new Hazard(
        rate,
        posterior.quantile(TAIL) / scale,
        posterior.quantile(1 - TAIL) / scale,
        rate / mean,
        steps);
  }

  private static String share(double rate) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * rate);
  }

  private static String dollars(Usd usd) {
    return String.format(Locale.ROOT, "%,.0f USD", usd.cents() / 100.0);
  }
}
