package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.domain.exploit.ExploitFeed;
import ai.kamiyo.domain.exploit.ExploitFeed.Delivery;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A feed that is read whole each time, such as a table, as one of the live feeds. */
public final class TableFeed implements LiveFeed<FeedCopy> {
  private final ExploitFeed table;
  private final Duration pace;
  private final Clock clock;

  public TableFeed(ExploitFeed table, Duration pace, Clock clock) {
    this.table = table;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public String origin() {
    return table.name();
  }

  @Override
  public Duration pace() {
    return pace;
  }

  @Override
  public FeedCopy read(Optional<FeedCopy> before) throws WebFailure {
    Delivery delivery = delivery();
    if (delivery.reports().isEmpty()) {
      throw Plausibility.broken(table.name(), "holds no exploit at all", before);
    }
    Map<String, ExploitReport> reports = new LinkedHashMap<>();
    delivery.reports().forEach(report -> reports.put(report.key(), report));
    Instant now = clock.instant();
    return new FeedCopy(reports, delivery.unreadable(), now, now, Validators.NONE);
  }

  private Delivery delivery() throws WebFailure {
    try {
      return table.read();
    } catch (RuntimeException e) {
      throw new WebFailure(Kind.REFUSAL, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    // each reading closes what it opened
  }
}
