package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A buyer's right to one token.
 *
 * @param code what is kept of the code that a link to it carries
 * @param expiresAt until when it can be used the first time
 * @param usedAt when it was used the first time
 * @param token the token it was last used for
 */
public record Claim(
    String id,
    SubscriptionId subscription,
    CustomerId customer,
    Sha256 code,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> usedAt,
    Optional<TokenId> token) {
  /** How long a claim can be used the first time. */
  public static final Duration VALIDITY = Duration.ofDays(30);

  /** How long after that its token can be replaced. */
  public static final Duration REPLACEABLE = Duration.ofHours(24);

  public boolean redeemableAt(Instant now, By by) {
    return usedAt
        .map(used -> by == By.SESSION && now.isBefore(used.plus(REPLACEABLE)))
        .orElseGet(() -> now.isBefore(expiresAt));
  }

  /** What its holder shows. */
  public enum By {
    /** The session of the purchase, which only the buyer's browser has. */
    SESSION,
    /** The code of a link in a mail, which others may read: good for one token. */
    CODE
  }

  /** Offers a claim: its id, and what is kept of the code that a link to it carries. */
  public record Offer(String id, Sha256 code, Instant at) {
    /** The claim that this becomes for a subscription. */
    public Claim of(Subscription subscription) {
      return new Claim(
          id,
          subscription.id(),
          subscription.customer(),
          code,
          at,
          at.plus(VALIDITY),
          Optional.empty(),
          Optional.empty());
    }
  }
}
