package ai.kamiyo.adapters.persistence.sql;

import static ai.kamiyo.adapters.persistence.journal.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.persistence.jooq.Tables;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.SettableClock;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.access.TokenId;
import ai.kamiyo.domain.access.TokenRegistry;
import ai.kamiyo.domain.access.TokenRegistry.Standing;
import ai.kamiyo.domain.access.TokenRegistryContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the registry keeps to on every database, and across processes. */
abstract class SqlTokenRegistryContract extends TokenRegistryContract {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SettableClock clock = new SettableClock(NOW);

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

  @Override
  protected TokenRegistry registry() {
    return new JooqTokenRegistry(database.store());
  }

  @Override
  protected Entitlements entitlements() {
    return new JooqEntitlements(database.store(), clock, Duration.ofDays(7));
  }

  @Override
  protected Optional<TokenRegistry> broken() {
    return Optional.of(new JooqTokenRegistry(database.broken()));
  }

  @Override
  protected void at(Instant moment) {
    clock.set(moment);
  }

  @Test
  void whatAnotherProcessRevokesIsSeenWithinASecond() throws Exception {
    TokenRegistry here = new RecentTokenRegistry(registry());
    AtomicInteger tokens = new AtomicInteger();
    try (SqlStore other = database.another()) {
      TokenRegistry there = new JooqTokenRegistry(other);
      // A busy machine may delay one of them.
      eventually(
          "a revocation is seen within a second",
          () -> {
            String id = "t-" + tokens.incrementAndGet();
            return untilRevoked(here, there, token(id, "raw " + id)).compareTo(SECOND) < 0;
          });
      assertThat(entitlements().of(new CustomerId("cus_1"))).isEqualTo(new Entitlement.Inactive());
    }
  }

  /** How long one knows as good what the other has revoked. */
  private static Duration untilRevoked(TokenRegistry here, TokenRegistry there, IssuedToken token)
      throws Exception {
    here.record(token);
    assertThat(here.standing(token.id(), token.hash())).isEqualTo(Standing.GOOD);
    long begin = System.nanoTime();
    assertThat(there.revoke(token.id(), NOW)).isTrue();
    eventually(
        "the revocation is seen", () -> here.standing(token.id(), token.hash()) != Standing.GOOD);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static IssuedToken token(String id, String raw) {
    return new IssuedToken(
        new TokenClaims(
            new TokenId(id),
            new CustomerId("cus_1"),
            Tier.TEAM,
            Optional.empty(),
            NOW,
            NOW.plusSeconds(3600)),
        Sha256.of(raw),
        IssuedToken.Origin.OPERATOR,
        Optional.empty());
  }

  @Test
  void onlyTheHashIsInTheDatabase() {
    registry().record(token("t-1", "the raw token"));
    String rows =
        database.store().read(database -> database.selectFrom(Tables.TOKEN).fetch().formatCSV());
    assertThat(rows).contains(Sha256.of("the raw token").hex()).doesNotContain("the raw token");
  }
}
