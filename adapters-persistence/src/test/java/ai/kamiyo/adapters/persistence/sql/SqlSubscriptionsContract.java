package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.SettableClock;
import ai.kamiyo.domain.access.TokenRegistry;
import ai.kamiyo.domain.billing.Claims;
import ai.kamiyo.domain.billing.Subscriptions;
import ai.kamiyo.domain.billing.SubscriptionsContract;
import java.time.Instant;
import java.util.Optional;

/** What subscriptions and claims keep to on every database. */
abstract class SqlSubscriptionsContract extends SubscriptionsContract {
  private final SettableClock clock = new SettableClock(NOW);

  /** A store over an empty, migrated database; the same one throughout a test. */
  abstract SqlStore store();

  /** A store that does not open. */
  abstract SqlStore brokenStore();

  @Override
  protected Subscriptions subscriptions() {
    return new JooqSubscriptions(store());
  }

  @Override
  protected Claims claims() {
    return new JooqClaims(store());
  }

  @Override
  protected TokenRegistry tokens() {
    return new JooqTokenRegistry(store());
  }

  @Override
  protected Entitlements entitlements() {
    return new JooqEntitlements(store(), clock, GRACE);
  }

  @Override
  protected Optional<Subscriptions> broken() {
    return Optional.of(new JooqSubscriptions(brokenStore()));
  }

  @Override
  protected void at(Instant moment) {
    clock.set(moment);
  }
}
