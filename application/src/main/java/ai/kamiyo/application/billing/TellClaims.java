package ai.kamiyo.application.billing;

import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.ClaimCodes;
import ai.kamiyo.domain.billing.ClaimNotices;
import ai.kamiyo.domain.billing.ClaimNotices.Notice;
import ai.kamiyo.domain.billing.Claims;
import java.time.Clock;
import java.time.Instant;

/** Tells of every claim that nobody has been told of; what is not taken is told again later. */
public final class TellClaims {
  private static final int AT_ONCE = 100;

  private final Claims claims;
  private final ClaimCodes codes;
  private final Checkouts seller;
  private final ClaimNotices notices;
  private final Clock clock;

  public TellClaims(
      Claims claims, ClaimCodes codes, Checkouts seller, ClaimNotices notices, Clock clock) {
    this.claims = claims;
    this.codes = codes;
    this.seller = seller;
    this.notices = notices;
    this.clock = clock;
  }

  /** Tells; returns how many were told. Throws at the first that is not taken. */
  public int tell() {
    Instant now = clock.instant();
    int told = 0;
    for (Claim claim : claims.untold(now, AT_ONCE)) {
      notices.tell(
          new Notice(claim.customer(), seller.email(claim.customer()), codes.of(claim.id())));
      claims.told(claim.id(), now);
      told++;
    }
    return told;
  }
}
