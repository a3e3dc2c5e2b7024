package ai.kamiyo.domain.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a token says.
 *
 * @param tier the customer's tier when the token was issued; information, no entitlement
 * @param subscription the subscription it was issued for, if any; information
 * @param issuedAt in whole seconds
 * @param expiresAt in whole seconds, after {@code issuedAt}
 */
public record TokenClaims(
    TokenId id,
    CustomerId customer,
    Tier tier,
    Optional<String> subscription,
    Instant issuedAt,
    Instant expiresAt) {
  public TokenClaims {
    if (!whole(issuedAt) || !whole(expiresAt) || !expiresAt.isAfter(issuedAt)) {
      throw new IllegalArgumentException("a token lives from one whole second to a later one");
    }
  }

  private static boolean whole(Instant moment) {
    return moment.equals(moment.truncatedTo(ChronoUnit.SECONDS));
  }
}
