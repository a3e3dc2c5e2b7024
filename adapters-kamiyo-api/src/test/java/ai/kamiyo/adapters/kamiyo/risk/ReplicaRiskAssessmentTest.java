package ai.kamiyo.adapters.kamiyo.risk;

import ai.kamiyo.adapters.kamiyo.search.ExploitIndex;
import ai.kamiyo.adapters.kamiyo.search.Snapshot;
import ai.kamiyo.adapters.kamiyo.search.Snapshots;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.risk.Portfolio;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.risk.RiskAssessment;
import ai.kamiyo.domain.risk.RiskAssessmentContract;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

class ReplicaRiskAssessmentTest extends RiskAssessmentContract {
  @Override
  protected RiskAssessment over(List<Exploit> exploits) {
    Clock clock = Clock.fixed(TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    FeedStatus feed =
        new FeedStatus(
            "bundled",
            Optional.of(TODAY),
            exploits.size(),
            0,
            Optional.empty(),
            Optional.empty(),
            false);
    DataStatus data = new DataStatus(Optional.of(TODAY), List.of(feed), exploits.size(), false);
    Snapshot snapshot = new Snapshot(new ExploitIndex(exploits), data, List.of());
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
    List<ProtocolListing> listings = Portfolio.universe();
    return new ReplicaRiskAssessment(snapshots, () -> listings, Portfolio::priors, clock);
  }
}
