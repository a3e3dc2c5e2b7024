package ai.kamiyo.domain.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is kept of a token that was handed out.
 *
 * @param hash of the token, which itself is kept nowhere
 * @param origin why it was issued
 * @param revokedAt when it was revoked, if it was
 */
public record IssuedToken(
    TokenClaims claims, Sha256 hash, Origin origin, Optional<Instant> revokedAt) {
  public TokenId id() {
    return claims.id();
  }

  public boolean liveAt(Instant now) {
    return revokedAt.isEmpty() && now.isBefore(claims.expiresAt());
  }

  /** Why a token was issued. */
  public enum Origin {
    /** By an operator: it entitles its customer to its tier for as long as it lives. */
    OPERATOR,
    /** For a subscription, which is what entitles. */
    SUBSCRIPTION;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
