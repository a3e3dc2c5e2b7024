package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.AccessTokens;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.IssuedToken.Origin;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.access.TokenId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Signs new tokens. To be good, a token must then be recorded. */
public final class TokenMint {
  private final AccessTokens tokens;
  private final Duration validity;
  private final Clock clock;

  /**
   * A mint over this port.
   *
   * @param validity how long a token is good unless said otherwise
   */
  public TokenMint(AccessTokens tokens, Duration validity, Clock clock) {
    this.tokens = tokens;
    this.validity = validity;
    this.clock = clock;
  }

  /** A token of an operator, good for so long, or as long as usual. */
  Issued forOperator(CustomerId customer, Tier tier, Optional<Duration> lasting) {
    return sign(
        customer, tier, Optional.empty(), Origin.OPERATOR, now().plus(lasting.orElse(validity)));
  }

  /** A token for what was bought. */
  public Issued forSubscription(CustomerId customer, Tier tier, String subscription) {
    return sign(
        customer, tier, Optional.of(subscription), Origin.SUBSCRIPTION, now().plus(validity));
  }

  /** A token in place of another: one that entitles lives no longer than that. */
  Issued inPlaceOf(IssuedToken former) {
    TokenClaims claims = former.claims();
    Instant end =
        switch (former.origin()) {
          case OPERATOR -> claims.expiresAt();
          case SUBSCRIPTION -> now().plus(validity);
        };
    return sign(claims.customer(), claims.tier(), claims.subscription(), former.origin(), end);
  }

  private Issued sign(
      CustomerId customer, Tier tier, Optional<String> subscription, Origin origin, Instant end) {
    TokenClaims claims =
        new TokenClaims(
            new TokenId(UUID.randomUUID().toString()), customer, tier, subscription, now(), end);
    AccessToken token = tokens.sign(claims);
    return new Issued(token, new IssuedToken(claims, token.hash(), origin, Optional.empty()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
