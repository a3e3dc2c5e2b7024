package ai.kamiyo.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.kamiyo.domain.access.IssuedToken.Origin;
import ai.kamiyo.domain.access.TokenRegistry.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link TokenRegistry} keeps to, and what it entitles to. */
public abstract class TokenRegistryContract {
  protected static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant END = NOW.plusSeconds(86_400);
  private static final CustomerId ALICE = new CustomerId("cus_alice");

  /** An empty registry at {@link #NOW}; the same one throughout a test. */
  protected abstract TokenRegistry registry();

  /** What its tokens entitle to. */
  protected abstract Entitlements entitlements();

  /** A registry that cannot be read or written; empty where there is nothing to break. */
  protected abstract Optional<TokenRegistry> broken();

  /** Lets time pass. */
  protected abstract void at(Instant moment);

  @ParameterizedTest
  @EnumSource(Origin.class)
  void whatIsRecordedIsFound(Origin origin) {
    IssuedToken token =
        new IssuedToken(
            new TokenClaims(new TokenId("t-1"), ALICE, Tier.TEAM, Optional.of("sub_1"), NOW, END),
            Sha256.of("raw"),
            origin,
            Optional.empty());
    registry().record(token);
    assertThat(registry().find(token.id())).contains(token);
    assertThat(registry().find(new TokenId("t-2"))).isEmpty();
  }

  @Test
  void aTokenIsGoodUntilItIsRevoked() {
    IssuedToken token = recorded("t-1", Tier.TEAM, Origin.OPERATOR, NOW);
    assertThat(standing(token)).isEqualTo(Standing.GOOD);
    assertThat(registry().revoke(token.id(), NOW.plusSeconds(5))).isTrue();
    assertThat(standing(token)).isEqualTo(Standing.REVOKED);
    assertThat(registry().find(token.id()).orElseThrow().revokedAt()).contains(NOW.plusSeconds(5));
  }

  @Test
  void anUnknownTokenIsUnknownAndCannotBeRevoked() {
    assertThat(registry().standing(new TokenId("nobody"), Sha256.of("x")))
        .isEqualTo(Standing.UNKNOWN);
    assertThat(registry().revoke(new TokenId("nobody"), NOW)).isFalse();
  }

  @Test
  void theRightIdWithAnotherHashIsUnknown() {
    IssuedToken token = recorded("t-1", Tier.TEAM, Origin.OPERATOR, NOW);
    assertThat(registry().standing(token.id(), Sha256.of("another"))).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void revokingAgainChangesNothing() {
    IssuedToken token = recorded("t-1", Tier.TEAM, Origin.OPERATOR, NOW);
    assertThat(registry().revoke(token.id(), NOW)).isTrue();
    assertThat(registry().revoke(token.id(), NOW.plusSeconds(9))).isFalse();
    assertThat(registry().find(token.id()).orElseThrow().revokedAt()).contains(NOW);
  }

  @Test
  void anIdIsTakenOnce() {
    recorded("t-1", Tier.TEAM, Origin.OPERATOR, NOW);
    assertThatThrownBy(() -> recorded("t-1", Tier.ENTERPRISE, Origin.OPERATOR, NOW))
        .isInstanceOf(RuntimeException.class);
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.TEAM, Optional.of(END)));
  }

  @Test
  void anOperatorsTokenEntitlesWhileItLives() {
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
    recorded("t-1", Tier.TEAM, Origin.OPERATOR, NOW);
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.TEAM, Optional.of(END)));
    at(END.minusSeconds(1));
    assertThat(entitled()).isInstanceOf(Entitlement.Entitled.class);
    at(END);
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
  }

  @Test
  void revokingEndsWhatATokenEntitledTo() {
    recorded("t-1", Tier.PERSONAL, Origin.OPERATOR, NOW);
    IssuedToken better = recorded("t-2", Tier.ENTERPRISE, Origin.OPERATOR, NOW);
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.ENTERPRISE, Optional.of(END)));
    registry().revoke(better.id(), NOW);
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.PERSONAL, Optional.of(END)));
  }

  @Test
  void aTokenForASubscriptionEntitlesToNothingByItself() {
    recorded("t-1", Tier.TEAM, Origin.SUBSCRIPTION, NOW);
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
  }

  @Test
  void replacingRevokesOneAndRecordsTheOther() {
    IssuedToken former = recorded("t-1", Tier.TEAM, Origin.OPERATOR, NOW);
    IssuedToken next = token("t-2", Tier.TEAM, Origin.OPERATOR, NOW);
    assertThat(registry().replace(former.id(), next, NOW)).isTrue();
    assertThat(standing(former)).isEqualTo(Standing.REVOKED);
    assertThat(standing(next)).isEqualTo(Standing.GOOD);
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.TEAM, Optional.of(END)));
  }

  @Test
  void whatIsRevokedIsNotReplaced() {
    IssuedToken former = recorded("t-1", Tier.TEAM, Origin.OPERATOR, NOW);
    registry().revoke(former.id(), NOW);
    IssuedToken next = token("t-2", Tier.TEAM, Origin.OPERATOR, NOW);
    assertThat(registry().replace(former.id(), next, NOW)).isFalse();
    assertThat(standing(next)).isEqualTo(Standing.UNKNOWN);
    assertThat(registry().replace(new TokenId("nobody"), next, NOW)).isFalse();
  }

  @Test
  void ofManyReplacementsOneCounts() throws Exception {
    IssuedToken former = recorded("t-0", Tier.TEAM, Origin.OPERATOR, NOW);
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 1; i <= 16; i++) {
      IssuedToken next = token("t-" + i, Tier.TEAM, Origin.OPERATOR, NOW);
      all.add(() -> registry().replace(former.id(), next, NOW));
    }
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      int replaced = 0;
      for (Future<Boolean> one : executor.invokeAll(all)) {
        replaced += one.get() ? 1 : 0;
      }
      assertThat(replaced).isEqualTo(1);
      assertThat(registry().newest(100)).hasSize(2);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void theNewestComeFirst() {
    for (int i = 0; i < 5; i++) {
      recorded("t-" + i, Tier.TEAM, Origin.OPERATOR, NOW.plusSeconds(i));
    }
    assertThat(registry().newest(3))
        .extracting(token -> token.id().value())
        .containsExactly("t-4", "t-3", "t-2");
  }

  @Test
  void whatCannotBeReadOrWrittenThrows() {
    Optional<TokenRegistry> broken = broken();
    assumeTrue(broken.isPresent(), "nothing to break");
    TokenRegistry registry = broken.orElseThrow();
    IssuedToken token = token("t-1", Tier.TEAM, Origin.OPERATOR, NOW);
    assertThatThrownBy(() -> registry.record(token)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> registry.standing(token.id(), token.hash()))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> registry.revoke(token.id(), NOW)).isInstanceOf(RuntimeException.class);
  }

  private Entitlement entitled() {
    return entitlements().of(ALICE);
  }

  private Standing standing(IssuedToken token) {
    return registry().standing(token.id(), token.hash());
  }

  private IssuedToken recorded(String id, Tier tier, Origin origin, Instant from) {
    IssuedToken token = token(id, tier, origin, from);
    registry().record(token);
    return token;
  }

  private static IssuedToken token(String id, Tier tier, Origin origin, Instant from) {
    return new IssuedToken(
        new TokenClaims(new TokenId(id), ALICE, tier, Optional.empty(), from, END),
        Sha256.of("raw " + id),
        origin,
        Optional.empty());
  }
}
