package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.EntitlementsContract;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.access.TokenId;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.EventId;
import ai.kamiyo.domain.billing.Subscription;
import ai.kamiyo.domain.billing.SubscriptionChange.Observed;
import ai.kamiyo.domain.billing.SubscriptionId;
import ai.kamiyo.domain.billing.SubscriptionStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** What entitlements keep to on every database, by what was bought and by what operators gave. */
abstract class SqlEntitlementsContract extends EntitlementsContract {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final CustomerId CUSTOMER = new CustomerId("cus_1");

  /** A store over an empty, migrated database; the same one throughout a test. */
  abstract SqlStore store();

  /** A store that does not open. */
  abstract SqlStore brokenStore();

  /** Lets this customer hold this tier. */
  abstract void give(CustomerId customer, Tier tier);

  @Override
  protected Entitlements holding(CustomerId customer, Tier tier) {
    give(customer, tier);
    return over(store());
  }

  @Override
  protected CustomerId customer() {
    return CUSTOMER;
  }

  @Override
  protected Optional<Entitlements> unreadable() {
    return Optional.of(over(brokenStore()));
  }

  private static Entitlements over(SqlStore store) {
    return new JooqEntitlements(store, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(7));
  }

  final void sell(CustomerId customer, Tier tier) {
    Subscription bought =
        new Subscription(
            new SubscriptionId("sub_1"),
            customer,
            Optional.of(tier),
            SubscriptionStatus.ACTIVE,
            Optional.of(NOW.plusSeconds(99)));
    var unused =
        new JooqSubscriptions(store())
            .apply(
                new EventId("evt_1"),
                new Observed(bought, NOW),
                new Claim.Offer("claim-1", Sha256.of("code"), NOW));
  }

  final void issue(CustomerId customer, Tier tier) {
    new JooqTokenRegistry(store())
        .record(
            new IssuedToken(
                new TokenClaims(
                    new TokenId("t-1"), customer, tier, Optional.empty(), NOW, NOW.plusSeconds(99)),
                Sha256.of("raw"),
                IssuedToken.Origin.OPERATOR,
                Optional.empty()));
  }
}
