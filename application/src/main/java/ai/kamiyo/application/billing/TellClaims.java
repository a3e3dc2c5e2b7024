package ai.kamiyo.application.billing;

import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.ClaimCodes;
import ai.kamiyo.domain.billing.ClaimNotices;
import ai.kamiyo.domain.billing.ClaimNotices.Notice;
import ai.kamiyo.domain.billing.Claims;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Tells of every claim that nobody has been told of; what is not taken is told again later. */
public final class TellClaims {
  private static final int AT_ONCE = 100;

  /** Longer than one notice takes, with the question for the address before it. */
  private static final Duration LEASE = Duration.ofMinutes(1);

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

  /**
   * Tells; returns how many were told. One that is not taken keeps no other back: whatever was
   * wrong is thrown at the end.
   */
  public int tell() {
    int told = 0;
    Optional<RuntimeException> wrong = Optional.empty();
    for (int i = 0; i < AT_ONCE; i++) {
      Optional<Claim> claim = claims.toTell(clock.instant(), LEASE);
      if (claim.isEmpty()) {
        break;
      }
      try {
        tell(claim.get());
        told++;
      } catch (RuntimeException failure) {
        wrong.ifPresent(failure::addSuppressed);
        wrong = Optional.of(failure);
      }
    }
    if (wrong.isPresent()) {
      throw wrong.get();
    }
    return told;
  }

  private void tell(Claim claim) {
    String code =
        codes
            .again(claim.id(), claim.code())
            .orElseThrow(() ->
                new IllegalStateException(
                    "the link to the claim of "
                        + claim.subscription().value()
                        + " was made with another secret: set MCP_JWT_SECRET_PREVIOUS to the one"
                        + " before"));
    notices.tell(new Notice(claim.customer(), seller.email(claim.customer()), code));
    claims.told(claim.id(), clock.instant());
  }
}
