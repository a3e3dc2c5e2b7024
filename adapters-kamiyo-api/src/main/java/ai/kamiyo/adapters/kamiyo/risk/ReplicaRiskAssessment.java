package ai.kamiyo.adapters.kamiyo.risk;

import ai.kamiyo.adapters.kamiyo.search.Snapshot;
import ai.kamiyo.adapters.kamiyo.search.Snapshots;
import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.NoData;
import ai.kamiyo.domain.risk.Assessor;
import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.risk.RiskAssessment;
import ai.kamiyo.domain.risk.RiskPriors;
import ai.kamiyo.domain.risk.RiskQuestion;
import ai.kamiyo.domain.risk.RiskReport;
import ai.kamiyo.domain.risk.RiskView;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts the facts of the current snapshot into the model. What was made of them is kept for the days
 * that were last asked for.
 */
public final class ReplicaRiskAssessment implements RiskAssessment {
  private static final int KEPT_DAYS = 8;

  /** So many incidents are what a source can have that means to have them all. */
  static final int SURVEY = 300;

  private final Snapshots snapshots;
  private final Supplier<List<ProtocolListing>> lists;
  private final Supplier<RiskPriors> priors;
  private final Clock clock;
  private final Map<LocalDate, RiskView> views =
      new LinkedHashMap<>(KEPT_DAYS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, RiskView> eldest) {
          return size() > KEPT_DAYS;
        }
      };
  private List<ProtocolListing> listings = List.of();
  private List<Exploit> exploits = List.of();

  /**
   * An assessment over these snapshots.
   *
   * @param lists gives the very same list until something in it changes
   * @param priors read when they are first needed
   */
  public ReplicaRiskAssessment(
      Snapshots snapshots,
      Supplier<List<ProtocolListing>> lists,
      Supplier<RiskPriors> priors,
      Clock clock) {
    this.snapshots = snapshots;
    this.lists = lists;
    this.priors = priors;
    this.clock = clock;
  }

  @Override
  public RiskReport assess(RiskQuestion question) {
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate asOf = question.asOf().orElse(today);
    if (asOf.isAfter(today)) {
      throw new InvalidArgument("as_of", "must not be after today, " + today, today.toString());
    }
    Snapshot snapshot = snapshots.awaited();
    if (snapshot.data().exploits() == 0) {
      throw new NoData(
          "no feed of KAMIYO_FEEDS holds any incident; add \"bundled\" to it, or import a file");
    }
    return new Assessor(view(snapshot, asOf), snapshot.data()).assess(question);
  }

  @SuppressWarnings("ReferenceEquality") // both are handed out as the same list until they change
  private RiskView view(Snapshot snapshot, LocalDate asOf) {
    List<ProtocolListing> newListings = lists.get();
    List<Exploit> newExploits = snapshot.index().exploits();
    synchronized (views) {
      if (listings != newListings || exploits != newExploits) {
        views.clear();
        listings = newListings;
        exploits = newExploits;
      }
      return views.computeIfAbsent(asOf, day -> view(snapshot, newListings, day));
    }
  }

  private RiskView view(Snapshot snapshot, List<ProtocolListing> known, LocalDate day) {
    List<Exploit> all = snapshot.index().exploits();
    return new RiskView(
        new RiskView.Facts(known, all, isBroad(snapshot, day)),
        day,
        Parameters.SHIPPED,
        Optional.of(priors.get()));
  }

  /**
   * Our own catalogue is a selection, from which no base rates can be learnt; neither can they from
   * a few incidents that somebody imported beside it.
   */
  private static boolean isBroad(Snapshot snapshot, LocalDate day) {
    return snapshot.index().exploits().stream()
            .filter(exploit -> !exploit.date().isAfter(day))
            .filter(exploit -> snapshot.surveyed().contains(exploit.id()))
            .limit(SURVEY)
            .count()
        == SURVEY;
  }
}
