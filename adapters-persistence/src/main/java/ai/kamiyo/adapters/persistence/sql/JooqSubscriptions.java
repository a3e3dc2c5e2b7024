package ai.kamiyo.adapters.persistence.sql;

import static ai.kamiyo.adapters.persistence.jooq.Tables.BILLING_EVENT;
import static ai.kamiyo.adapters.persistence.jooq.Tables.CLAIM;
import static ai.kamiyo.adapters.persistence.jooq.Tables.GONE_CUSTOMER;
import static ai.kamiyo.adapters.persistence.jooq.Tables.SUBSCRIPTION;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.EventId;
import ai.kamiyo.domain.billing.Held;
import ai.kamiyo.domain.billing.Subscription;
import ai.kamiyo.domain.billing.SubscriptionChange;
import ai.kamiyo.domain.billing.SubscriptionChange.CustomerGone;
import ai.kamiyo.domain.billing.SubscriptionChange.OfOne;
import ai.kamiyo.domain.billing.SubscriptionChange.Read;
import ai.kamiyo.domain.billing.SubscriptionId;
import ai.kamiyo.domain.billing.SubscriptionStatus;
import ai.kamiyo.domain.billing.Subscriptions;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * Subscriptions as rows of {@code subscription}, what was told of them as {@code billing_event}.
 */
public final class JooqSubscriptions implements Subscriptions {
  private final SqlStore store;

  public JooqSubscriptions(SqlStore store) {
    this.store = store;
  }

  @Override
  public Outcome apply(EventId event, SubscriptionChange change, Claim.Offer offer) {
    return store.write(database -> {
      // The row also makes everybody wait who brings the same event at the same time.
      if (count(database, event, change, offer) == 0) {
        return new Repeated();
      }
      Outcome outcome =
          switch (change) {
            case OfOne one -> apply(database, one, offer);
            case CustomerGone gone -> apply(database, gone);
          };
      if (outcome instanceof Tied) {
        int unused =
            database.deleteFrom(BILLING_EVENT).where(BILLING_EVENT.ID.eq(event.value())).execute();
      }
      return outcome;
    });
  }

  private static int count(
      DSLContext database, EventId event, SubscriptionChange change, Claim.Offer offer) {
    Optional<Subscription> told =
        change instanceof OfOne one ? Optional.of(one.subscription()) : Optional.empty();
    return database
        .insertInto(BILLING_EVENT)
        .set(BILLING_EVENT.ID, event.value())
        .set(BILLING_EVENT.TYPE, told.isPresent() ? "subscription" : "customer gone")
        .set(BILLING_EVENT.CREATED, change.at())
        .set(BILLING_EVENT.RECEIVED_AT, offer.at())
        .set(BILLING_EVENT.SUBSCRIPTION_ID, told.map(s -> s.id().value()).orElse(null))
        .set(BILLING_EVENT.STATUS, told.map(s -> s.status().label()).orElse(null))
        .onConflictDoNothing()
        .execute();
  }

  private static Outcome apply(DSLContext database, OfOne change, Claim.Offer offer) {
    Subscription seen = change.subscription();
    boolean gone = isGone(database, seen.customer());
    if (gone && change instanceof Read) {
      return new Unchanged();
    }
    Held first = Held.after(change, moments(database, seen.id()));
    int inserted =
        database.insertInto(SUBSCRIPTION).set(HeldRow.row(first)).onConflictDoNothing().execute();
    if (inserted == 0) {
      Held before = locked(database, seen.id());
      List<Held.Moment> told = moments(database, seen.id());
      switch (before.precedenceOf(change)) {
        case TIED -> {
          return new Tied();
        }
        case SUPERSEDED -> {
          update(database, before.knowing(told));
          return new Unchanged();
        }
        case REPLACES -> update(database, Held.after(change, told));
      }
    } else if (seen.tier().isEmpty()) {
      return new Unchanged(); // kept all the same: what was true before may be told only later
    }
    return new Changed(gone ? Optional.empty() : claimed(database, seen, offer));
  }

  private static Outcome apply(DSLContext database, CustomerGone gone) {
    int unused =
        database
            .insertInto(GONE_CUSTOMER)
            .set(GONE_CUSTOMER.CUSTOMER, gone.customer().value())
            .set(GONE_CUSTOMER.AT, gone.at())
            .onConflictDoNothing()
            .execute();
    return new Changed(Optional.empty());
  }

  /** It is asked at each reading, so it does not matter what is told after it. */
  static boolean isGone(DSLContext database, CustomerId customer) {
    return database.fetchExists(GONE_CUSTOMER, GONE_CUSTOMER.CUSTOMER.eq(customer.value()));
  }

  /** Nobody else changes it until this transaction ends. */
  private static Held locked(DSLContext database, SubscriptionId id) {
    return HeldRow.held(
        Dialects.locked(database, database.selectFrom(SUBSCRIPTION).where(is(id))).fetchSingle());
  }

  private static void update(DSLContext database, Held held) {
    int unused =
        database
            .update(SUBSCRIPTION)
            .set(HeldRow.row(held))
            .where(is(held.subscription().id()))
            .execute();
  }

  private static List<Held.Moment> moments(DSLContext database, SubscriptionId id) {
    return database
        .select(BILLING_EVENT.STATUS, BILLING_EVENT.CREATED)
        .from(BILLING_EVENT)
        .where(BILLING_EVENT.SUBSCRIPTION_ID.eq(id.value()))
        .fetch(row -> new Held.Moment(SubscriptionStatus.named(row.value1()), row.value2()));
  }

  private static Optional<Claim> claimed(
      DSLContext database, Subscription subscription, Claim.Offer offer) {
    if (!subscription.paid()) {
      return Optional.empty();
    }
    Claim claim = offer.of(subscription);
    int inserted =
        database
            .insertInto(CLAIM)
            .set(CLAIM.ID, claim.id())
            .set(CLAIM.HASH, offer.code().hex())
            .set(CLAIM.CUSTOMER, claim.customer().value())
            .set(CLAIM.SUBSCRIPTION_ID, claim.subscription().value())
            .set(CLAIM.CREATED_AT, claim.createdAt())
            .set(CLAIM.EXPIRES_AT, claim.expiresAt())
            .onConflictDoNothing()
            .execute();
    return inserted > 0 ? Optional.of(claim) : Optional.empty();
  }

  @Override
  public Optional<Held> find(SubscriptionId id) {
    return store.read(database ->
        database
            .selectFrom(SUBSCRIPTION)
            .where(is(id))
            .fetchOptional()
            .map(HeldRow::held)
            .map(
                held -> isGone(database, held.subscription().customer()) ? held.canceled() : held));
  }

  @Override
  public List<Held> heldBy(CustomerId customer) {
    return store.read(database -> {
      List<Held> held =
          database
              .selectFrom(SUBSCRIPTION)
              .where(SUBSCRIPTION.CUSTOMER.eq(customer.value()))
              .orderBy(SUBSCRIPTION.CREATED.desc(), SUBSCRIPTION.ID)
              .fetch(HeldRow::held);
      return isGone(database, customer) ? held.stream().map(Held::canceled).toList() : held;
    });
  }

  private static Condition is(SubscriptionId id) {
    return SUBSCRIPTION.ID.eq(id.value());
  }
}
