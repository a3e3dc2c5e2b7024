package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.Invalidations;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.TokenId;
import ai.kamiyo.domain.access.TokenRegistry;
import java.time.Clock;
import java.util.Optional;

/** Ends a token, and what it entitled to, before its time; tells every process. */
public final class RevokeToken {
  private final TokenRegistry registry;
  private final Invalidations invalidations;
  private final Clock clock;

  public RevokeToken(TokenRegistry registry, Invalidations invalidations, Clock clock) {
    this.registry = registry;
    this.invalidations = invalidations;
    this.clock = clock;
  }

  public Outcome revoke(TokenId id) {
    Optional<IssuedToken> token = registry.find(id);
    if (token.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    if (!registry.revoke(id, clock.instant())) {
      return Outcome.REVOKED_BEFORE;
    }
    invalidations.publish(token.get().claims().customer());
    return Outcome.REVOKED;
  }

  /** What came of it. */
  public enum Outcome {
    REVOKED,
    REVOKED_BEFORE,
    UNKNOWN
  }
}
