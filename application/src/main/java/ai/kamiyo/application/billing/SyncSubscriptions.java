package ai.kamiyo.application.billing;

import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.EventId;
import ai.kamiyo.domain.billing.Held;
import ai.kamiyo.domain.billing.Subscription;
import ai.kamiyo.domain.billing.SubscriptionChange.Observed;
import ai.kamiyo.domain.billing.Subscriptions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings what is held in line with what the seller knows. */
public final class SyncSubscriptions {
  private final ApplySubscriptionChange changes;
  private final Subscriptions subscriptions;
  private final Checkouts seller;
  private final Clock clock;

  public SyncSubscriptions(
      ApplySubscriptionChange changes, Subscriptions subscriptions, Checkouts seller, Clock clock) {
    this.changes = changes;
    this.subscriptions = subscriptions;
    this.seller = seller;
    this.clock = clock;
  }

  /**
   * Reads every subscription.
   *
   * @param dry whether to change nothing and only tell
   */
  public Report sync(boolean dry) {
    Report report = new Report();
    seller.eachSubscription(subscription -> report.add(compared(subscription, dry)));
    return report;
  }

  private Line compared(Subscription seen, boolean dry) {
    Optional<Subscription> before = subscriptions.find(seen.id()).map(Held::subscription);
    if (before.isEmpty() && seen.tier().isEmpty()) {
      return new Line(seen, before, Verdict.FOREIGN);
    }
    if (before.filter(seen::equals).isPresent()) {
      return new Line(seen, before, Verdict.SAME);
    }
    if (!dry) {
      Instant now = clock.instant();
      EventId event = new EventId("sync:" + seen.id().value() + ":" + now);
      Subscriptions.Outcome outcome = changes.apply(event, new Observed(seen, now, true));
      if (!(outcome instanceof Subscriptions.Changed)) {
        return new Line(seen, before, Verdict.SAME);
      }
    }
    return new Line(seen, before, before.isPresent() ? Verdict.CHANGED : Verdict.NEW);
  }

  /** What became of one subscription, or would become. */
  public record Line(Subscription seen, Optional<Subscription> before, Verdict verdict) {}

  /** How what was seen relates to what was held. */
  public enum Verdict {
    NEW,
    CHANGED,
    SAME,
    /** Of a product that is not sold here. */
    FOREIGN
  }

  /** What was seen. */
  public static final class Report {
    private final List<Line> lines = new ArrayList<>();

    private void add(Line line) {
      lines.add(line);
    }

    public List<Line> lines() {
      return List.copyOf(lines);
    }

    public long count(Verdict verdict) {
      return lines.stream().filter(line -> line.verdict() == verdict).count();
    }
  }
}
