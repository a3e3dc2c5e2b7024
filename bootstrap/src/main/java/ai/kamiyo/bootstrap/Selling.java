package ai.kamiyo.bootstrap;

import ai.kamiyo.adapters.billing.BillingAdapter;
import ai.kamiyo.adapters.billing.web.ClaimTeller;
import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.application.billing.ApplySubscriptionChange;
import ai.kamiyo.application.billing.ClaimToken;
import ai.kamiyo.application.billing.SyncSubscriptions;
import ai.kamiyo.application.billing.TellClaims;
import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.Claims;
import ai.kamiyo.domain.billing.Subscriptions;
import java.time.Clock;
import java.util.Optional;

/** What is sold, wired, where something is. Making one opens nothing. */
public final class Selling implements AutoCloseable {
  private final Checkouts seller;
  private final ApplySubscriptionChange changes;
  private final SyncSubscriptions sync;
  private final ClaimToken claim;
  private final Optional<ClaimTeller> teller;
  private final BillingAdapter billing;

  private Selling(
      Checkouts seller,
      PersistenceAdapter persistence,
      BillingAdapter billing,
      Identity identity,
      Clock clock) {
    Subscriptions subscriptions = persistence.subscriptions();
    Claims claims = persistence.claims();
    this.seller = seller;
    this.billing = billing;
    changes =
        new ApplySubscriptionChange(
            subscriptions, seller, billing.claimCodes(), persistence.invalidations(), clock);
    sync = new SyncSubscriptions(changes, subscriptions, seller);
    claim =
        new ClaimToken(
            changes,
            subscriptions,
            seller,
            claims,
            identity.mint(),
            persistence.invalidations(),
            clock);
    teller =
        billing
            .claimNotices()
            .map(notices ->
                billing.teller(
                    new TellClaims(claims, billing.claimCodes(), seller, notices, clock)));
  }

  static Optional<Selling> of(
      PersistenceAdapter persistence, BillingAdapter billing, Identity identity, Clock clock) {
    return billing
        .seller()
        .map(seller -> new Selling(seller, persistence, billing, identity, clock));
  }

  public SyncSubscriptions sync() {
    return sync;
  }

  /** What is wrong with the seller just now; empty if nothing is. Blocks for seconds. */
  Optional<String> fault() {
    return billing.sellerFault();
  }

  BillingAdapter.Selling endpoints() {
    return new BillingAdapter.Selling(seller, changes, claim);
  }

  /** Begins to tell of claims in the background. */
  void start() {
    teller.ifPresent(ClaimTeller::start);
  }

  /** A subscription has changed, so there may be a claim to tell of. */
  void changed() {
    teller.ifPresent(ClaimTeller::wake);
  }

  @Override
  public void close() {
    teller.ifPresent(ClaimTeller::close);
  }
}
