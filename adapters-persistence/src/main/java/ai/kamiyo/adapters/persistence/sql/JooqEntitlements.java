package ai.kamiyo.adapters.persistence.sql;

import static ai.kamiyo.adapters.persistence.jooq.Tables.ENTITLEMENT;
import static ai.kamiyo.adapters.persistence.jooq.Tables.GONE_CUSTOMER;
import static ai.kamiyo.adapters.persistence.jooq.Tables.SUBSCRIPTION;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Entitlements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What operators gave and what was paid for, whichever is higher. */
public final class JooqEntitlements implements Entitlements {
  private final SqlStore store;
  private final Clock clock;
  private final Duration grace;

  /**
   * Over this store.
   *
   * @param grace how long a subscription counts while its payment fails
   */
  public JooqEntitlements(SqlStore store, Clock clock, Duration grace) {
    this.store = store;
    this.clock = clock;
    this.grace = grace;
  }

  @Override
  public Entitlement of(CustomerId customer) {
    Instant now = clock.instant();
    return Entitlement.highest(
        store.read(database -> {
          List<Entitlement> found = new ArrayList<>();
          database
              .select(ENTITLEMENT.TIER, ENTITLEMENT.ENDS_AT)
              .from(ENTITLEMENT)
              .where(
                  ENTITLEMENT.CUSTOMER.eq(customer.value()),
                  ENTITLEMENT.ENDED_AT.isNull(),
                  ENTITLEMENT.ENDS_AT.isNull().or(ENTITLEMENT.ENDS_AT.gt(now)))
              .forEach(row ->
                  found.add(
                      new Entitlement.Entitled(
                          Labels.tier(row.value1()), Optional.ofNullable(row.value2()))));
          database
              .selectFrom(SUBSCRIPTION)
              .where(SUBSCRIPTION.CUSTOMER.eq(customer.value()))
              .and(
                  notExists(
                      selectOne()
                          .from(GONE_CUSTOMER)
                          .where(GONE_CUSTOMER.CUSTOMER.eq(customer.value()))))
              .forEach(row -> found.add(HeldRow.held(row).entitlement(now, grace)));
          return found;
        }));
  }
}
