package ai.kamiyo.domain.risk.backtest;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.Protocol;
import ai.kamiyo.domain.risk.Protocol.Known;
import ai.kamiyo.domain.risk.ProtocolDirectory;
import ai.kamiyo.domain.risk.ProtocolHistory;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.risk.RiskView;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the model said of every listed protocol on one day, and what happened to each afterwards.
 *
 * @param end the last day that counts
 * @param excluded incidents of listed protocols in the window that do not count: rug pulls, thefts
 *     from custody, drained wallets
 */
public record Trial(RiskView view, LocalDate end, List<Case> cases, int excluded) {
  private static final double DAYS_OF_YEAR = 365.25;

  public Trial {
    cases = List.copyOf(cases);
  }

  /**
   * What to look at.
   *
   * @param listings lists as they were on the day
   * @param known incidents, of which the model sees those up to the day
   * @param outcomes incidents of which only those after the day count, as what happened
   */
  public record Data(
      Collection<ProtocolListing> listings,
      Collection<Exploit> known,
      Collection<Exploit> outcomes) {}

  /**
   * One protocol.
   *
   * @param rate exploits a year, as the answer to a question would give it
   * @param categoryRate as its category alone would have it
   * @param magnitude log10 of its TVL in dollars, or 0
   * @param earlier how many exploits of it were known
   * @param hit whether an exploit of it followed
   */
  public record Case(
      Protocol protocol,
      double rate,
      double categoryRate,
      double magnitude,
      int earlier,
      boolean hit) {}

  /** Lets the model speak as of that day, and looks what happened until the end. */
  public static Trial of(Data data, LocalDate asOf, LocalDate end, Parameters parameters) {
    RiskView view =
        new RiskView(
            new RiskView.Facts(data.listings(), data.known(), true),
            asOf,
            parameters,
            Optional.empty());
    Outcome outcome = outcome(data, asOf, end);
    List<Case> cases = new ArrayList<>();
    for (ProtocolHistory history : view.directory().histories()) {
      if (history.protocol().isAtRisk()) {
        cases.add(of(view, history, outcome.hit.contains(history.protocol().id())));
      }
    }
    return new Trial(view, end, cases, outcome.excluded);
  }

  private static Case of(RiskView view, ProtocolHistory history, boolean hit) {
    Protocol protocol = history.protocol();
    return new Case(
        protocol,
        view.rate(history).orElse(0.0),
        view.categoryRate(protocol).orElse(0.0),
        protocol.tvl().map(usd -> Math.log10(Math.max(1, usd.cents() / 100.0))).orElse(0.0),
        history.counted().size(),
        hit);
  }

  private record Outcome(Set<String> hit, int excluded) {}

  /** Later incidents are charged by the same rules, in a directory that knows them all. */
  private static Outcome outcome(Data data, LocalDate asOf, LocalDate end) {
    List<Exploit> all =
        Stream.concat(
                data.known().stream().filter(e -> !e.date().isAfter(asOf)),
                data.outcomes().stream().filter(e -> e.date().isAfter(asOf)))
            .toList();
    Set<String> hit = new HashSet<>();
    int excluded = 0;
    for (ProtocolHistory history : new ProtocolDirectory(data.listings(), all).histories()) {
      if (history.protocol().known() != Known.BY_LIST) {
        continue;
      }
      for (Exploit exploit : history.exploits()) {
        if (exploit.date().isAfter(asOf) && !exploit.date().isAfter(end)) {
          if (history.counts(exploit)) {
            hit.add(history.protocol().id());
          } else {
            excluded++;
          }
        }
      }
    }
    return new Outcome(hit, excluded);
  }

  public LocalDate asOf() {
    return view.asOf();
  }

  public double years() {
    return ChronoUnit.DAYS.between(asOf(), end) / DAYS_OF_YEAR;
  }

  public int hits() {
    return Math.toIntExact(cases.stream().filter(Case::hit).count());
  }

  boolean[] outcomes() {
    boolean[] hits = new boolean[cases.size()];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = cases.get(i).hit();
    }
    return hits;
  }

  double[] rates() {
    return cases.stream().mapToDouble(Case::rate).toArray();
  }

  double[] categoryRates() {
    return cases.stream().mapToDouble(Case::categoryRate).toArray();
  }

  /** The chance of at least one exploit until the end. */
  double chance(Case one) {
    return -Math.expm1(-one.rate() * years());
  }

  /** How many hits were to be expected. */
  public double expectedHits() {
    return cases.stream().mapToDouble(this::chance).sum();
  }
}
