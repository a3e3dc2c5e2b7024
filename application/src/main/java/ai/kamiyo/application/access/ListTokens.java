package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.TokenRegistry;
import java.time.Clock;
import java.util.List;

/** Lists the newest tokens, and how they stand. */
public final class ListTokens {
  private final TokenRegistry registry;
  private final Clock clock;

  public ListTokens(TokenRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  public List<Listed> newest(int limit) {
    return registry.newest(limit).stream().map(this::listed).toList();
  }

  private Listed listed(IssuedToken token) {
    if (token.revokedAt().isPresent()) {
      return new Listed(token, State.REVOKED);
    }
    return new Listed(token, token.liveAt(clock.instant()) ? State.LIVE : State.EXPIRED);
  }

  /** How a token stands. */
  public enum State {
    LIVE,
    EXPIRED,
    REVOKED
  }

  /** A token as it is listed. */
  public record Listed(IssuedToken token, State state) {}
}
