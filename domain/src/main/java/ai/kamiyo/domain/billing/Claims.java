package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The buyers' rights to a token, made by {@link Subscriptions}.
 *
 * <p>Thread-safe, also between processes; may block on a database. What cannot be read or written
 * throws.
 */
public interface Claims {
  Optional<Claim> of(SubscriptionId subscription);

  /** The claim that a link with this code is for. */
  Optional<Claim> withCode(Sha256 code);

  /**
   * Uses a claim for this token, in one transaction: the token is recorded, and one that it had
   * been used for before, or what has replaced that, is revoked. However many try at once, one
   * token is good in the end.
   */
  Redeemed redeem(String claim, Claim.By by, IssuedToken token);

  /**
   * A claim that nobody has been told of, for the caller alone to tell of during the lease; empty
   * if there is none. One that was never tried comes first; used and expired ones are left out.
   */
  Optional<Claim> toTell(Instant now, Duration lease);

  /** Remembers that a claim was told. */
  void told(String claim, Instant at);

  /** What came of using a claim. */
  sealed interface Redeemed {}

  /** The token is good; the one before, if any, is revoked. */
  record Recorded(Optional<TokenId> replaced) implements Redeemed {}

  /** The claim is over; nothing was recorded. */
  record Over() implements Redeemed {}
}
