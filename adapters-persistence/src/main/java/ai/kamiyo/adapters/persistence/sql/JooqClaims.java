package ai.kamiyo.adapters.persistence.sql;

import static ai.kamiyo.adapters.persistence.jooq.Tables.CLAIM;

import ai.kamiyo.adapters.persistence.jooq.tables.records.ClaimRecord;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.TokenId;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.Claims;
import ai.kamiyo.domain.billing.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Buyers' rights to a token, as rows of {@code claim}. */
public final class JooqClaims implements Claims {
  private final SqlStore store;

  public JooqClaims(SqlStore store) {
    this.store = store;
  }

  @Override
  public Optional<Claim> of(SubscriptionId subscription) {
    return store.read(database ->
        database
            .selectFrom(CLAIM)
            .where(CLAIM.SUBSCRIPTION_ID.eq(subscription.value()))
            .fetchOptional()
            .map(JooqClaims::claim));
  }

  @Override
  public Optional<Claim> withCode(Sha256 code) {
    return store.read(database ->
        database
            .selectFrom(CLAIM)
            .where(CLAIM.HASH.eq(code.hex()))
            .fetchOptional()
            .map(JooqClaims::claim));
  }

  @Override
  public Redeemed redeem(String claim, Claim.By by, IssuedToken token) {
    Instant now = token.claims().issuedAt();
    return store.write(
        database ->
            locked(database, claim)
                .filter(found -> found.redeemableAt(now, by))
                .<Redeemed>map(found -> redeemed(database, found, token, now))
                .orElseGet(Over::new),
        // Which token it replaced nobody knows any more then.
        database ->
            JooqTokenRegistry.isGood(database, token.id())
                ? Optional.of(new Recorded(Optional.empty()))
                : Optional.empty());
  }

  private static Recorded redeemed(
      DSLContext database, Claim claim, IssuedToken token, Instant now) {
    int unusedInsert = JooqTokenRegistry.insert(database, token);
    claim
        .token()
        .ifPresent(former -> {
          boolean unused = JooqTokenRegistry.revoke(database, former.value(), now);
        });
    int unused =
        database
            .update(CLAIM)
            .set(CLAIM.MINTED_AT, claim.usedAt().orElse(now))
            .set(CLAIM.MINTED_JTI, token.id().value())
            .where(CLAIM.ID.eq(claim.id()))
            .execute();
    return new Recorded(claim.token());
  }

  private static Optional<Claim> locked(DSLContext database, String id) {
    return Dialects.locked(database, database.selectFrom(CLAIM).where(CLAIM.ID.eq(id)))
        .fetchOptional()
        .map(JooqClaims::claim);
  }

  @Override
  public Optional<Claim> toTell(Instant now, Duration lease) {
    Condition untold =
        CLAIM
            .TOLD_AT
            .isNull()
            .and(CLAIM.MINTED_AT.isNull())
            .and(CLAIM.EXPIRES_AT.gt(now))
            .and(CLAIM.LEASED_UNTIL.isNull().or(CLAIM.LEASED_UNTIL.le(now)));
    return store.write(database -> {
      var first =
          database
              .selectFrom(CLAIM)
              .where(untold)
              .orderBy(CLAIM.LEASED_UNTIL.asc().nullsFirst(), CLAIM.CREATED_AT, CLAIM.ID)
              .limit(1);
      Optional<ClaimRecord> found =
          Dialects.locksRows(database)
              ? first.forUpdate().skipLocked().fetchOptional()
              : first.fetchOptional();
      found.ifPresent(row -> {
        row.setLeasedUntil(now.plus(lease));
        int unused = row.update(CLAIM.LEASED_UNTIL);
      });
      return found.map(JooqClaims::claim);
    });
  }

  @Override
  public void told(String claim, Instant at) {
    int unused =
        store.write(database ->
            database
                .update(CLAIM)
                .set(CLAIM.TOLD_AT, at)
                .where(CLAIM.ID.eq(claim), CLAIM.TOLD_AT.isNull())
                .execute());
  }

  private static Claim claim(ClaimRecord row) {
    return new Claim(
        row.getId(),
        new SubscriptionId(row.getSubscriptionId()),
        new CustomerId(row.getCustomer()),
        new Sha256(row.getHash()),
        row.getCreatedAt(),
        row.getExpiresAt(),
        Optional.ofNullable(row.getMintedAt()),
        Optional.ofNullable(row.getMintedJti()).map(TokenId::new));
  }
}
