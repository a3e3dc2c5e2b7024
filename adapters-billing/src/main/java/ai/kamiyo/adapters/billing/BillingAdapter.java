package ai.kamiyo.adapters.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.kamiyo.adapters.billing.BillingSettings.Algorithm;
import ai.kamiyo.adapters.billing.BillingSettings.Links;
import ai.kamiyo.adapters.billing.BillingSettings.Seller;
import ai.kamiyo.adapters.billing.stripe.PriceBook;
import ai.kamiyo.adapters.billing.stripe.StripeApi;
import ai.kamiyo.adapters.billing.stripe.StripeCheckouts;
import ai.kamiyo.adapters.billing.stripe.WebhookServlet;
import ai.kamiyo.adapters.billing.token.HmacClaimCodes;
import ai.kamiyo.adapters.billing.token.LazyAccessTokens;
import ai.kamiyo.adapters.billing.web.AccountServlet;
import ai.kamiyo.adapters.billing.web.CheckoutServlet;
import ai.kamiyo.adapters.billing.web.ClaimTeller;
import ai.kamiyo.adapters.billing.web.KeysServlet;
import ai.kamiyo.adapters.billing.web.PortalServlet;
import ai.kamiyo.adapters.billing.web.SignedClaimNotices;
import ai.kamiyo.adapters.billing.web.SwitchedOffServlet;
import ai.kamiyo.adapters.billing.web.TokenServlet;
import ai.kamiyo.adapters.billing.web.WelcomeServlet;
import ai.kamiyo.application.access.Authenticate;
import ai.kamiyo.application.access.RotateToken;
import ai.kamiyo.application.access.ShowAccount;
import ai.kamiyo.application.billing.ApplySubscriptionChange;
import ai.kamiyo.application.billing.ClaimToken;
import ai.kamiyo.application.billing.TellClaims;
import ai.kamiyo.domain.access.AccessTokens;
import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.ClaimCodes;
import ai.kamiyo.domain.billing.ClaimNotices;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The door of this module: tokens, the seller, and their endpoints. Making one reads no key. */
public final class BillingAdapter {
  private static final String WELCOME = "/billing/welcome";
  private static final String ACCOUNT = "/account";

  private final BillingSettings settings;
  private final Clock clock;
  private final LazyAccessTokens tokens;

  public BillingAdapter(BillingSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.tokens = new LazyAccessTokens(settings.signing(), clock);
  }

  public AccessTokens accessTokens() {
    return tokens;
  }

  /** Codes of claims; reads the secret at the first one. */
  public ClaimCodes claimCodes() {
    return new HmacClaimCodes(settings.signing().secret(), settings.signing().previous());
  }

  /** Stripe; empty if nothing is sold here. */
  public Optional<Checkouts> seller() {
    Links links = settings.links();
    return settings
        .seller()
        .map(seller ->
            new StripeCheckouts(
                new StripeApi(seller.secretKey(), seller.apiBase()),
                new PriceBook(seller.prices()),
                new StripeCheckouts.Pages(
                    URI.create(links.publicUrl() + WELCOME),
                    URI.create(links.upgradeUrl()),
                    URI.create(links.upgradeUrl()))));
  }

  /**
   * Why no token can be signed or verified, found by reading the key file; empty if they can be.
   */
  public Optional<String> signingFault() {
    if (settings.signing().algorithm() == Algorithm.HS256) {
      return Optional.empty(); // whose secret is in the settings, or made when it is needed
    }
    try {
      var unused = tokens.published();
      return Optional.empty();
    } catch (RuntimeException fault) {
      return Optional.of(String.valueOf(fault.getMessage()));
    }
  }

  /** What is wrong with Stripe just now; empty if nothing is, or nothing is sold. Blocks. */
  public Optional<String> sellerFault() {
    return settings
        .seller()
        .flatMap(seller -> new StripeApi(seller.secretKey(), seller.apiBase()).fault());
  }

  /** Who is told of claims; empty if nobody is. */
  public Optional<ClaimNotices> claimNotices() {
    return settings
        .seller()
        .flatMap(Seller::notified)
        .map(told ->
            new SignedClaimNotices(
                told.url(), told.secret().getBytes(UTF_8), settings.links().publicUrl(), clock));
  }

  /** Tells of claims in the background, once it is started. */
  public ClaimTeller teller(TellClaims claims) {
    return new ClaimTeller(claims);
  }

  /**
   * The endpoints, by their paths.
   *
   * @param changed is run after a subscription has changed
   */
  public Map<String, HttpServlet> servlets(
      Known known, Optional<Selling> selling, Runnable changed) {
    String publicUrl = settings.links().publicUrl();
    Map<String, HttpServlet> servlets = new TreeMap<>();
    servlets.put("/.well-known/jwks.json", new KeysServlet(tokens::published));
    servlets.put(ACCOUNT, new AccountServlet(known.authenticate, known.account, publicUrl));
    servlets.put("/billing/token", new TokenServlet(known.rotate, publicUrl));
    for (String path :
        new String[] {"/billing/checkout", "/billing/portal", WELCOME, "/webhooks/stripe"}) {
      servlets.put(path, new SwitchedOffServlet());
    }
    selling.ifPresent(sold -> {
      servlets.put("/billing/checkout", new CheckoutServlet(sold.seller));
      servlets.put(
          "/billing/portal", new PortalServlet(known.authenticate, sold.seller, publicUrl));
      servlets.put(
          WELCOME, new WelcomeServlet(sold.claim, publicUrl, settings.links().supportUrl()));
      webhook(sold.changes, changed)
          .ifPresent(servlet -> servlets.put("/webhooks/stripe", servlet));
    });
    return servlets;
  }

  private Optional<HttpServlet> webhook(ApplySubscriptionChange changes, Runnable changed) {
    return settings
        .seller()
        .flatMap(seller ->
            seller
                .webhookSecret()
                .map(secret ->
                    new WebhookServlet(
                        secret, new PriceBook(seller.prices()), changes, changed, clock)));
  }

  /** What is done for who has a token. */
  public record Known(Authenticate authenticate, ShowAccount account, RotateToken rotate) {}

  /** What is done where something is sold. */
  public record Selling(Checkouts seller, ApplySubscriptionChange changes, ClaimToken claim) {}
}
