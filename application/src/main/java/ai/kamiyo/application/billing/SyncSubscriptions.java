package ai.kamiyo.application.billing;

import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.EventId;
import ai.kamiyo.domain.billing.Held;
import ai.kamiyo.domain.billing.Subscription;
import ai.kamiyo.domain.billing.SubscriptionChange.Read;
import ai.kamiyo.domain.billing.Subscriptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Brings what is held in line with what the seller knows. */
public final class SyncSubscriptions {
  private final ApplySubscriptionChange changes;
  private final Subscriptions subscriptions;
  private final Checkouts seller;

  public SyncSubscriptions(
      ApplySubscriptionChange changes, Subscriptions subscriptions, Checkouts seller) {
    this.changes = changes;
    this.subscriptions = subscriptions;
    this.seller = seller;
  }

  /**
   * Reads every subscription. A list grows old while it is read: what it says of a subscription
   * that is known is only the reason to ask for that one.
   *
   * @param dry whether to change nothing and only tell
   */
  public Report sync(boolean dry) {
    Report report = new Report();
    Instant asked = changes.asking();
    seller.eachSubscription(subscription -> report.add(compared(subscription, asked, dry)));
    return report;
  }

  private Line compared(Subscription seen, Instant asked, boolean dry) {
    Optional<Subscription> before = subscriptions.find(seen.id()).map(Held::subscription);
    if (seen.tier().isEmpty() && before.flatMap(Subscription::tier).isEmpty()) {
      return new Line(seen, before, Verdict.FOREIGN);
    }
    if (before.filter(seen::equals).isPresent()) {
      return new Line(seen, before, Verdict.SAME);
    }
    if (!dry) {
      Subscriptions.Outcome outcome =
          before.isPresent() ? changes.reread("sync", seen.id()) : added(seen, asked);
      if (!(outcome instanceof Subscriptions.Changed)) {
        return new Line(seen, before, Verdict.SAME);
      }
    }
    return new Line(seen, before, before.isPresent() ? Verdict.CHANGED : Verdict.NEW);
  }

  /** Nothing was held of it after the seller was asked, so nothing was before. */
  private Subscriptions.Outcome added(Subscription seen, Instant asked) {
    EventId event = new EventId("sync:" + seen.id().value() + ":" + UUID.randomUUID());
    return changes.apply(event, new Read(seen, asked, Optional.empty()));
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
