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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What entitlements keep to on every database, by what was bought and by what operators gave. */
abstract class SqlEntitlementsContract extends EntitlementsContract {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final CustomerId CUSTOMER = new CustomerId("cus_1");

  @TempDir private Path folder;
  private OwnDatabase database;

  /**
   * An empty database.
   *
   * @param folder empty, to keep files in
   */
  abstract OwnDatabase database(Path folder);

  @BeforeEach
  final void open() {
    database = database(folder);
  }

  @AfterEach
  final void close() {
    database.close();
  }

  /** Lets this customer hold this tier. */
  abstract void give(CustomerId customer, Tier tier);

  @Override
  protected Entitlements holding(CustomerId customer, Tier tier) {
    give(customer, tier);
    return over(database.store());
  }

  @Override
  protected CustomerId customer() {
    return CUSTOMER;
  }

  @Override
  protected Optional<Entitlements> unreadable() {
    return Optional.of(over(database.broken()));
  }

  private static Entitlements over(SqlStore store) {
    return new JooqEntitlements(store, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(7));
  }

  private void sell(CustomerId customer, Tier tier) {
    Subscription bought =
        new Subscription(
            new SubscriptionId("sub_1"),
            customer,
            Optional.of(tier),
            SubscriptionStatus.ACTIVE,
            Optional.of(NOW.plusSeconds(99)));
    var unused =
        new JooqSubscriptions(database.store())
            .apply(
                new EventId("evt_1"),
                new Observed(bought, NOW),
                new Claim.Offer("claim-1", Sha256.of("code"), NOW));
  }

  private void issue(CustomerId customer, Tier tier) {
    new JooqTokenRegistry(database.store())
        .record(
            new IssuedToken(
                new TokenClaims(
                    new TokenId("t-1"), customer, tier, Optional.empty(), NOW, NOW.plusSeconds(99)),
                Sha256.of("raw"),
                IssuedToken.Origin.OPERATOR,
                Optional.empty()));
  }

  /** What was bought. */
  abstract static class Bought extends SqlEntitlementsContract {
    @Override
    final void give(CustomerId customer, Tier tier) {
      super.sell(customer, tier);
    }
  }

  /** What operators gave. */
  abstract static class Given extends SqlEntitlementsContract {
    @Override
    final void give(CustomerId customer, Tier tier) {
      super.issue(customer, tier);
    }
  }
}
