package ai.kamiyo.adapters.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.InMemoryTokenRegistry;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.access.TokenId;
import ai.kamiyo.domain.access.TokenRegistry;
import ai.kamiyo.domain.access.TokenRegistry.Standing;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is believed of tokens, and when no longer, while no time goes by unless it is told to. */
class RecentTokenRegistryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Sha256 HASH = Sha256.of("raw");
  private static final TokenId ID = new TokenId("t-1");

  private final AtomicLong nanos = new AtomicLong();
  private final Asked asked = new Asked();
  private final RecentTokenRegistry recent = new RecentTokenRegistry(asked, nanos::get);

  @BeforeEach
  void issue() {
    asked.record(token("t-1"));
  }

  @Test
  void believesForHalfASecond() {
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.GOOD);
    asked.revoke(ID, NOW); // by another process
    nanos.addAndGet(499_000_000);
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.GOOD);
    assertThat(asked.times.get()).isEqualTo(1);
    nanos.addAndGet(1_000_000);
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.REVOKED);
  }

  @Test
  void believesNoLongerWhenToldOfAChange() {
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.GOOD);
    asked.revoke(ID, NOW);
    recent.forget();
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.REVOKED);
  }

  @Test
  void anAnswerThatWasOnItsWayWhenTheChangeCameIsNotBelieved() {
    asked.afterLooking =
        () -> {
          asked.revoke(ID, NOW);
          recent.forget();
        };
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.GOOD); // as it was when it looked
    asked.afterLooking = () -> {};
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.REVOKED);
  }

  @Test
  void theHalfSecondCountsFromTheQuestion() {
    asked.afterLooking =
        () -> {
          asked.revoke(ID, NOW);
          nanos.addAndGet(400_000_000);
        };
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.GOOD); // as it was when it looked
    asked.afterLooking = () -> {};
    nanos.addAndGet(99_000_000);
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.GOOD);
    nanos.addAndGet(1_000_000);
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.REVOKED);
  }

  @Test
  void whatIsChangedHereIsSeenHereAtOnce() {
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.GOOD);
    assertThat(recent.replace(ID, token("t-2"), NOW)).isTrue();
    assertThat(recent.standing(ID, HASH)).isEqualTo(Standing.REVOKED);
    assertThat(recent.standing(new TokenId("t-3"), HASH)).isEqualTo(Standing.UNKNOWN);
    recent.record(token("t-3"));
    assertThat(recent.standing(new TokenId("t-3"), HASH)).isEqualTo(Standing.GOOD);
  }

  private static IssuedToken token(String id) {
    return new IssuedToken(
        new TokenClaims(
            new TokenId(id),
            new CustomerId("cus_1"),
            Tier.TEAM,
            Optional.empty(),
            NOW,
            NOW.plusSeconds(3600)),
        HASH,
        IssuedToken.Origin.OPERATOR,
        Optional.empty());
  }

  /** Counts how often it is asked, and lets something happen before the answer arrives. */
  private static final class Asked implements TokenRegistry {
    private final InMemoryTokenRegistry tokens =
        new InMemoryTokenRegistry(Clock.fixed(NOW, ZoneOffset.UTC));
    private final AtomicLong times = new AtomicLong();
    private Runnable afterLooking = () -> {};

    @Override
    public void record(IssuedToken token) {
      tokens.record(token);
    }

    @Override
    public Standing standing(TokenId id, Sha256 hash) {
      times.incrementAndGet();
      Standing found = tokens.standing(id, hash);
      afterLooking.run();
      return found;
    }

    @Override
    public Optional<IssuedToken> find(TokenId id) {
      return tokens.find(id);
    }

    @Override
    public boolean revoke(TokenId id, Instant at) {
      return tokens.revoke(id, at);
    }

    @Override
    public boolean replace(TokenId id, IssuedToken by, Instant at) {
      return tokens.replace(id, by, at);
    }

    @Override
    public List<IssuedToken> newest(int limit) {
      return tokens.newest(limit);
    }
  }
}
