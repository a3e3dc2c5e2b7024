package ai.kamiyo.adapters.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.SettableClock;
import ai.kamiyo.domain.access.TokenRegistry;
import ai.kamiyo.domain.access.TokenRegistry.Standing;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.Claims;
import ai.kamiyo.domain.billing.Subscriptions;
import ai.kamiyo.domain.billing.SubscriptionsContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What subscriptions and claims keep to on every database. */
abstract class SqlSubscriptionsContract extends SubscriptionsContract {
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
  protected Subscriptions subscriptions() {
    return new JooqSubscriptions(database.store());
  }

  @Override
  protected Claims claims() {
    return new JooqClaims(database.store());
  }

  @Override
  protected TokenRegistry tokens() {
    return new JooqTokenRegistry(database.store());
  }

  @Override
  protected Entitlements entitlements() {
    return new JooqEntitlements(database.store(), clock, GRACE);
  }

  @Override
  protected Optional<Subscriptions> broken() {
    return Optional.of(new JooqSubscriptions(database.broken()));
  }

  @Override
  protected void at(Instant moment) {
    clock.set(moment);
  }

  /** It is in memory only: if it were dropped, its buyer would have none. */
  @Test
  void aTokenIsGivenAlthoughTheConnectionIsLostBehindIt() {
    Claim claim = claim();
    SqlStore store = new LostWord(database.store());
    IssuedToken first = token("t-1", NOW);
    assertThat(new JooqClaims(store).redeem(claim.id(), Claim.By.CODE, first))
        .isInstanceOf(Claims.Recorded.class);
    IssuedToken next = token("t-2", NOW);
    assertThat(new JooqTokenRegistry(store).replace(first.id(), next, NOW)).isTrue();
    assertThat(standing(first)).isEqualTo(Standing.REVOKED);
    assertThat(standing(next)).isEqualTo(Standing.GOOD);
  }

  @Test
  void whatWasNotDoneIsToldAsItIs() {
    SqlStore store = new LostWord(database.store());
    IssuedToken token = token("t-1", NOW);
    assertThatThrownBy(() -> new JooqClaims(store).redeem("nobody's", Claim.By.CODE, token))
        .hasMessageContaining("the connection was lost");
  }
}
