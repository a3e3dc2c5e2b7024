package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.adapters.persistence.jooq.tables.records.SubscriptionRecord;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.billing.Held;
import ai.kamiyo.domain.billing.Subscription;
import ai.kamiyo.domain.billing.SubscriptionId;
import ai.kamiyo.domain.billing.SubscriptionStatus;
import java.util.Optional;

/** What is held of a subscription, as a row of {@code subscription}. */
final class HeldRow {
  /** Stands for a product that is not sold here. */
  private static final String NO_TIER = "";

  private HeldRow() {}

  static SubscriptionRecord row(Held held) {
    Subscription subscription = held.subscription();
    SubscriptionRecord row = new SubscriptionRecord();
    row.setId(subscription.id().value());
    row.setCustomer(subscription.customer().value());
    row.setTier(subscription.tier().map(Tier::label).orElse(NO_TIER));
    row.setStatus(subscription.status().label());
    row.setCreated(held.at());
    row.setCurrentPeriodEnd(subscription.periodEnd().orElse(null));
    row.setPastDueSince(held.pastDueSince().orElse(null));
    row.setTerminated(subscription.status() == SubscriptionStatus.CANCELED);
    return row;
  }

  static Held held(SubscriptionRecord row) {
    Optional<Tier> tier =
        row.getTier().equals(NO_TIER) ? Optional.empty() : Optional.of(Labels.tier(row.getTier()));
    return new Held(
        new Subscription(
            new SubscriptionId(row.getId()),
            new CustomerId(row.getCustomer()),
            tier,
            SubscriptionStatus.named(row.getStatus()),
            Optional.ofNullable(row.getCurrentPeriodEnd())),
        row.getCreated(),
        Optional.ofNullable(row.getPastDueSince()));
  }
}
