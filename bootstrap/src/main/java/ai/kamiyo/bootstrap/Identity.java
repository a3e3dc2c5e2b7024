package ai.kamiyo.bootstrap;

import ai.kamiyo.adapters.billing.BillingAdapter;
import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.application.access.Authenticate;
import ai.kamiyo.application.access.FindTier;
import ai.kamiyo.application.access.IssueToken;
import ai.kamiyo.application.access.ListTokens;
import ai.kamiyo.application.access.RevokeToken;
import ai.kamiyo.application.access.RotateToken;
import ai.kamiyo.application.access.ShowAccount;
import ai.kamiyo.application.access.TokenMint;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.TokenRegistry;
import java.time.Clock;
import java.util.Optional;

/** Who calls and what they may do: tokens and entitlements, wired. Making one opens nothing. */
public final class Identity {
  private final Settings settings;
  private final Clock clock;
  private final PersistenceAdapter persistence;
  private final BillingAdapter billing;
  private final TokenRegistry registry;
  private final Entitlements entitlements;
  private final Authenticate authenticate;
  private final TokenMint mint;

  Identity(Settings settings, PersistenceAdapter persistence, BillingAdapter billing, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.persistence = persistence;
    this.billing = billing;
    this.registry = persistence.tokenRegistry();
    this.entitlements = entitlements(settings, persistence);
    this.authenticate = new Authenticate(billing.accessTokens(), registry);
    persistence.invalidations().subscribe(billing.accessTokens()::forget);
    this.mint = new TokenMint(billing.accessTokens(), settings.tokens().expiry(), clock);
  }

  /** In development the person at this machine holds a tier without having been given one. */
  private static Entitlements entitlements(Settings settings, PersistenceAdapter persistence) {
    Entitlements given = persistence.entitlements(settings.billing().grace());
    if (settings.production()) {
      return given;
    }
    Entitlements local = persistence.localEntitlements(settings.access().devTier());
    return customer -> customer.equals(CustomerId.LOCAL) ? local.of(customer) : given.of(customer);
  }

  Entitlements entitlements() {
    return entitlements;
  }

  TokenRegistry registry() {
    return registry;
  }

  TokenMint mint() {
    return mint;
  }

  public Authenticate authenticate() {
    return authenticate;
  }

  /** Why no token can be signed or verified; empty if all can. */
  Optional<String> signingFault() {
    return billing.signingFault();
  }

  ShowAccount showAccount() {
    return new ShowAccount(entitlements, persistence.rateLimiter(), settings.limits().byTier());
  }

  public FindTier findTier() {
    return new FindTier(entitlements);
  }

  public IssueToken issueToken() {
    return new IssueToken(mint, registry, persistence.invalidations());
  }

  public ListTokens listTokens() {
    return new ListTokens(registry, clock);
  }

  public RevokeToken revokeToken() {
    return new RevokeToken(registry, persistence.invalidations(), clock);
  }

  /** What is done at the endpoints for who has a token. */
  BillingAdapter.Known known() {
    return new BillingAdapter.Known(
        authenticate,
        showAccount(),
        new RotateToken(authenticate, mint, registry, persistence.invalidations(), clock));
  }
}
