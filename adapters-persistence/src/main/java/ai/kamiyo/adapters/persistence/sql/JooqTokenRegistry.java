package ai.kamiyo.adapters.persistence.sql;

import static ai.kamiyo.adapters.persistence.jooq.Tables.CLAIM;
import static ai.kamiyo.adapters.persistence.jooq.Tables.ENTITLEMENT;
import static ai.kamiyo.adapters.persistence.jooq.Tables.TOKEN;

import ai.kamiyo.adapters.persistence.jooq.tables.records.TokenRecord;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.IssuedToken.Origin;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.access.TokenId;
import ai.kamiyo.domain.access.TokenRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The tokens that were handed out, as rows of {@code token}, with what operators' entitle to. */
public final class JooqTokenRegistry implements TokenRegistry {
  private static final String OPERATOR = "operator";

  private final SqlStore store;

  public JooqTokenRegistry(SqlStore store) {
    this.store = store;
  }

  @Override
  public void record(IssuedToken token) {
    int unused = store.write(database -> insert(database, token));
  }

  @Override
  public Standing standing(TokenId id, Sha256 hash) {
    return store.read(database ->
        database
            .select(TOKEN.REVOKED_AT)
            .from(TOKEN)
            .where(TOKEN.JTI.eq(id.value()), TOKEN.HASH.eq(hash.hex()))
            .fetchOptional()
            .map(row -> row.value1() == null ? Standing.GOOD : Standing.REVOKED)
            .orElse(Standing.UNKNOWN));
  }

  @Override
  public Optional<IssuedToken> find(TokenId id) {
    return store.read(database ->
        database
            .selectFrom(TOKEN)
            .where(TOKEN.JTI.eq(id.value()))
            .fetchOptional()
            .map(JooqTokenRegistry::token));
  }

  @Override
  public boolean revoke(TokenId id, Instant at) {
    return store.write(database -> revoke(database, id.value(), at));
  }

  @Override
  public boolean replace(TokenId id, IssuedToken by, Instant at) {
    return store.write(
        database -> replace(database, id, by, at),
        database -> isGood(database, by.id()) ? Optional.of(true) : Optional.empty());
  }

  private static boolean replace(DSLContext database, TokenId id, IssuedToken by, Instant at) {
    Optional<TokenRecord> former =
        database.selectFrom(TOKEN).where(TOKEN.JTI.eq(id.value())).fetchOptional();
    if (former.isEmpty()) {
      return false;
    }
    List<String> claim = lockedClaim(database, former.get().getSubscriptionId());
    if (!revoke(database, id.value(), at)) {
      return false;
    }
    int inserted = insert(database, by);
    int unused =
        database
            .update(CLAIM)
            .set(CLAIM.MINTED_JTI, by.id().value())
            .where(CLAIM.ID.in(claim), CLAIM.MINTED_JTI.eq(id.value()))
            .execute();
    return inserted > 0;
  }

  /** Whether a token was recorded, and not revoked since. */
  static boolean isGood(DSLContext database, TokenId id) {
    return database.fetchExists(TOKEN, TOKEN.JTI.eq(id.value()).and(TOKEN.REVOKED_AT.isNull()));
  }

  /**
   * The claim of a subscription, which nobody else changes until this transaction ends. Asked for
   * by the subscription, as the token that was minted last may become another one until the lock is
   * held; and before any token is touched, as whoever redeems a claim does, or both would wait for
   * each other.
   */
  private static List<String> lockedClaim(DSLContext database, @Nullable String subscription) {
    var claims =
        database.select(CLAIM.ID).from(CLAIM).where(CLAIM.SUBSCRIPTION_ID.eq(subscription));
    return Dialects.locked(database, claims).fetch(CLAIM.ID);
  }

  @Override
  public List<IssuedToken> newest(int limit) {
    return store.read(database ->
        database
            .selectFrom(TOKEN)
            .orderBy(TOKEN.ISSUED_AT.desc(), TOKEN.JTI)
            .limit(limit)
            .fetch(JooqTokenRegistry::token));
  }

  /** Inserts a token and what it entitles to; returns how many tokens that were. */
  static int insert(DSLContext database, IssuedToken token) {
    TokenClaims claims = token.claims();
    int inserted =
        database
            .insertInto(TOKEN)
            .set(TOKEN.JTI, claims.id().value())
            .set(TOKEN.HASH, token.hash().hex())
            .set(TOKEN.CUSTOMER, claims.customer().value())
            .set(TOKEN.TIER, claims.tier().label())
            .set(TOKEN.SUBSCRIPTION_ID, claims.subscription().orElse(null))
            .set(TOKEN.ISSUED_AT, claims.issuedAt())
            .set(TOKEN.EXPIRES_AT, claims.expiresAt())
            .set(TOKEN.REVOKED_AT, token.revokedAt().orElse(null))
            .set(TOKEN.ORIGIN, token.origin().label())
            .execute();
    if (token.origin() == Origin.OPERATOR) {
      int unused =
          database
              .insertInto(ENTITLEMENT)
              .set(ENTITLEMENT.ID, claims.id().value())
              .set(ENTITLEMENT.CUSTOMER, claims.customer().value())
              .set(ENTITLEMENT.TIER, claims.tier().label())
              .set(ENTITLEMENT.SOURCE, OPERATOR)
              .set(ENTITLEMENT.TOKEN_JTI, claims.id().value())
              .set(ENTITLEMENT.BEGINS_AT, claims.issuedAt())
              .set(ENTITLEMENT.ENDS_AT, claims.expiresAt())
              .execute();
    }
    return inserted;
  }

  /** Whether the token was good before. */
  static boolean revoke(DSLContext database, String jti, Instant at) {
    int revoked =
        database
            .update(TOKEN)
            .set(TOKEN.REVOKED_AT, at)
            .where(TOKEN.JTI.eq(jti), TOKEN.REVOKED_AT.isNull())
            .execute();
    int unused =
        database
            .update(ENTITLEMENT)
            .set(ENTITLEMENT.ENDED_AT, at)
            .where(ENTITLEMENT.TOKEN_JTI.eq(jti), ENTITLEMENT.ENDED_AT.isNull())
            .execute();
    return revoked > 0;
  }

  private static IssuedToken token(TokenRecord row) {
    return new IssuedToken(
        new TokenClaims(
            new TokenId(row.getJti()),
            new CustomerId(row.getCustomer()),
            Labels.tier(row.getTier()),
            Optional.ofNullable(row.getSubscriptionId()),
            row.getIssuedAt(),
            row.getExpiresAt()),
        new Sha256(row.getHash()),
        Origin.OPERATOR.label().equals(row.getOrigin()) ? Origin.OPERATOR : Origin.SUBSCRIPTION,
        Optional.ofNullable(row.getRevokedAt()));
  }
}
