package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a live feed held when it was last read without error.
 *
 * @param reports by key
 * @param unreadable rows that are no report at all
 * @param fetchedAt when it was last read
 * @param fullAt when it was last read from end to end
 */
public record FeedCopy(
    Map<String, ExploitReport> reports,
    List<Quarantined> unreadable,
    Instant fetchedAt,
    Instant fullAt,
    Validators validators)
    implements Held<FeedCopy> {

  @Override
  public boolean tellsTheSameAs(FeedCopy other) {
    return reports.equals(other.reports) && unreadable.equals(other.unreadable);
  }

  FeedCopy confirmed(Instant at, Validators by) {
    return new FeedCopy(reports, unreadable, at, at, by);
  }
}
