package ai.kamiyo.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that were handed out. A token that an operator issued entitles its customer while it
 * lives; recording and revoking it change token and entitlement together or not at all.
 *
 * <p>Thread-safe; may block on a database. A token nobody has heard of is {@link Standing#UNKNOWN},
 * never an error; a registry that cannot be read or written throws. What one process revokes, every
 * other sees within one second.
 */
public interface TokenRegistry {
  /** Remembers a new token; throws if its id is taken. */
  void record(IssuedToken token);

  /** How the token with this id stands; one with another hash is unknown. */
  Standing standing(TokenId id, Sha256 hash);

  /** The token with this id. */
  Optional<IssuedToken> find(TokenId id);

  /** Revokes a token and what it entitles to; false if it was revoked before or never issued. */
  boolean revoke(TokenId id, Instant at);

  /**
   * Revokes a token and records another in its place, in one transaction; false, and nothing
   * recorded, if it was revoked before or never issued.
   */
  boolean replace(TokenId id, IssuedToken by, Instant at);

  /** The newest tokens first, at most so many. */
  List<IssuedToken> newest(int limit);

  /** How a token stands; whether it is over, its claims say. */
  enum Standing {
    GOOD,
    REVOKED,
    UNKNOWN
  }
}
