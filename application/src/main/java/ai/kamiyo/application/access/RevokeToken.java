package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.TokenId;
import ai.kamiyo.domain.access.TokenRegistry;
import java.time.Clock;

/** Ends a token, and what it entitled to, before its time. */
public final class RevokeToken {
  private final TokenRegistry registry;
  private final Clock clock;

  public RevokeToken(TokenRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  public Outcome revoke(TokenId id) {
    if (registry.revoke(id, clock.instant())) {
      return Outcome.REVOKED;
    }
    return registry.find(id).isPresent() ? Outcome.REVOKED_BEFORE : Outcome.UNKNOWN;
  }

  /** What came of it. */
  public enum Outcome {
    REVOKED,
    REVOKED_BEFORE,
    UNKNOWN
  }
}
