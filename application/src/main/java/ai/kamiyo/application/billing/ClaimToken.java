package ai.kamiyo.application.billing;

import ai.kamiyo.application.access.Issued;
import ai.kamiyo.application.access.TokenMint;
import ai.kamiyo.domain.access.Invalidations;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.Checkouts.Purchase;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.Claims;
import ai.kamiyo.domain.billing.Held;
import ai.kamiyo.domain.billing.SubscriptionId;
import ai.kamiyo.domain.billing.SubscriptionStatus;
import ai.kamiyo.domain.billing.Subscriptions;
import java.time.Clock;
import java.util.Optional;

/** Gives the buyer of a subscription its token: once, and for a day another in its place. */
public final class ClaimToken {
  private final ApplySubscriptionChange changes;
  private final Subscriptions subscriptions;
  private final Checkouts seller;
  private final Claims claims;
  private final TokenMint mint;
  private final Invalidations invalidations;
  private final Clock clock;

  public ClaimToken(
      ApplySubscriptionChange changes,
      Subscriptions subscriptions,
      Checkouts seller,
      Claims claims,
      TokenMint mint,
      Invalidations invalidations,
      Clock clock) {
    this.changes = changes;
    this.subscriptions = subscriptions;
    this.seller = seller;
    this.claims = claims;
    this.mint = mint;
    this.invalidations = invalidations;
    this.clock = clock;
  }

  /** Whether this proof would get a token; changes nothing. */
  public View look(Proof proof) {
    return switch (proof) {
      case Session(String session) -> bought(session);
      case Code(String code) ->
          claims
              .withCode(Sha256.of(code))
              .map(claim -> view(claim, Claim.By.CODE))
              .orElseGet(() -> View.UNKNOWN);
    };
  }

  /** Makes the token, or says why not. */
  public Outcome claim(Proof proof) {
    View view = look(proof);
    if (view != View.READY) {
      return new NotGiven(view);
    }
    Optional<Claim> claim =
        switch (proof) {
          case Session(String session) ->
              seller.find(session).flatMap(Purchase::subscription).flatMap(this::brought);
          case Code(String code) -> claims.withCode(Sha256.of(code));
        };
    Claim.By by = proof instanceof Session ? Claim.By.SESSION : Claim.By.CODE;
    return claim.map(found -> redeemed(found, by)).orElseGet(() -> new NotGiven(View.UNPAID));
  }

  private View bought(String session) {
    Optional<Purchase> purchase = seller.find(session);
    if (purchase.isEmpty()) {
      return View.UNKNOWN;
    }
    Optional<SubscriptionId> bought = purchase.flatMap(Purchase::subscription);
    if (!purchase.get().complete() || bought.isEmpty()) {
      return View.UNPAID;
    }
    // Its claim may not be there yet: the message of the purchase can come later than the buyer.
    return bought
        .flatMap(claims::of)
        .map(claim -> view(claim, Claim.By.SESSION))
        .orElse(View.READY);
  }

  private View view(Claim claim, Claim.By by) {
    boolean ended =
        subscriptions
            .find(claim.subscription())
            .filter(held -> held.subscription().status() == SubscriptionStatus.CANCELED)
            .isPresent();
    return !ended && claim.redeemableAt(clock.instant(), by) ? View.READY : View.OVER;
  }

  /** The claim of a subscription; if no message has brought it, the seller is asked. */
  private Optional<Claim> brought(SubscriptionId bought) {
    Optional<Claim> known = claims.of(bought);
    if (known.isEmpty()) {
      Subscriptions.Outcome unused = changes.reread("welcome", bought);
    }
    return known.or(() -> claims.of(bought));
  }

  private Outcome redeemed(Claim claim, Claim.By by) {
    Optional<Tier> tier =
        subscriptions.find(claim.subscription()).map(Held::subscription).flatMap(s -> s.tier());
    if (tier.isEmpty()) {
      return new NotGiven(View.UNPAID);
    }
    Issued issued =
        mint.forSubscription(claim.customer(), tier.get(), claim.subscription().value());
    return switch (claims.redeem(claim.id(), by, issued.kept())) {
      case Claims.Recorded unused -> {
        invalidations.publish(claim.customer()); // whose token of before is good no longer
        yield new Given(issued);
      }
      case Claims.Over() -> new NotGiven(View.OVER);
    };
  }

  /** What a buyer shows. */
  public sealed interface Proof {}

  /** The session of the purchase, as the seller's page hands it on. */
  public record Session(String id) implements Proof {}

  /** The code of a claim, as a link in a mail carries it. */
  public record Code(String value) implements Proof {
    @Override
    public String toString() {
      return "Code[hidden]";
    }
  }

  /** What a proof is good for. */
  public enum View {
    /** A token can be had. */
    READY,
    /** The purchase is not complete. */
    UNPAID,
    /**
     * The token was had, and its time for replacing is over; or it was never fetched in time; or
     * the subscription has ended.
     */
    OVER,
    /** Nobody knows this purchase. */
    UNKNOWN
  }

  /** What came of it. */
  public sealed interface Outcome {}

  /** Here is the token. */
  public record Given(Issued issued) implements Outcome {}

  /** No token, because of this. */
  public record NotGiven(View why) implements Outcome {}
}
