package ai.kamiyo.adapters.kamiyo.risk;

import ai.kamiyo.adapters.kamiyo.search.ExploitIndex;
import ai.kamiyo.adapters.kamiyo.search.Snapshot;
import ai.kamiyo.adapters.kamiyo.search.Snapshots;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.risk.RiskAssessment;
import ai.kamiyo.domain.risk.RiskPriors;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes assessments over a snapshot that does not change. */
final class Assessments {
  private Assessments() {}

  static RiskAssessment over(
      List<ProtocolListing> listings,
      List<Exploit> exploits,
      Set<ExploitId> surveyed,
      Supplier<RiskPriors> priors,
      LocalDate today) {
    FeedStatus feed =
        new FeedStatus(
            "bundled",
            Optional.of(today),
            exploits.size(),
            0,
            Optional.empty(),
            Optional.empty(),
            false);
    DataStatus data = new DataStatus(Optional.of(today), List.of(feed), exploits.size(), false);
    Snapshot snapshot = new Snapshot(new ExploitIndex(exploits), data, List.of(), surveyed);
    Snapshots snapshots =
        new Snapshots() {
          @Override
          public Snapshot awaited() {
            return snapshot;
          }

          @Override
          public DataStatus status() {
            return data;
          }
        };
    Clock clock = Clock.fixed(today.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    return new ReplicaRiskAssessment(snapshots, () -> listings, priors, clock);
  }
}
