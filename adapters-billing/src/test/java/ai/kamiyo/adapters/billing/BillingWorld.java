package ai.kamiyo.adapters.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.kamiyo.adapters.billing.BillingAdapter.Known;
import ai.kamiyo.adapters.billing.BillingAdapter.Selling;
import ai.kamiyo.application.access.Authenticate;
import ai.kamiyo.application.access.IssueToken;
import ai.kamiyo.application.access.Issued;
import ai.kamiyo.application.access.RotateToken;
import ai.kamiyo.application.access.ShowAccount;
import ai.kamiyo.application.access.TokenMint;
import ai.kamiyo.application.billing.ApplySubscriptionChange;
import ai.kamiyo.application.billing.ClaimToken;
import ai.kamiyo.application.billing.SyncSubscriptions;
import ai.kamiyo.application.billing.TellClaims;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.InMemoryInvalidations;
import ai.kamiyo.domain.access.InMemoryTokenRegistry;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimiters;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.SettableClock;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.billing.Checkouts;
import ai.kamiyo.domain.billing.Claim;
import ai.kamiyo.domain.billing.ClaimCodes;
import ai.kamiyo.domain.billing.ClaimNotices;
import ai.kamiyo.domain.billing.EventId;
import ai.kamiyo.domain.billing.Held;
import ai.kamiyo.domain.billing.InMemorySubscriptions;
import ai.kamiyo.domain.billing.SubscriptionChange;
import ai.kamiyo.domain.billing.SubscriptionId;
import ai.kamiyo.domain.billing.Subscriptions;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Two instances over the same rows, with a stand-in for Stripe beside them. */
public final class BillingWorld implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  public static final Duration GRACE = Duration.ofDays(7);
  static final String WEBHOOK_SECRET = "whsec_made_for_tests";
  static final String NOTIFY_SECRET = "a secret for notices";
  static final byte[] SECRET = "a secret of at least 32 bytes, made for tests".getBytes(UTF_8);
  private static final Map<Tier, String> PRICES =
      Map.of(
          Tier.PERSONAL,
          "price_personal",
          Tier.TEAM,
          "price_team",
          Tier.ENTERPRISE,
          "price_enterprise");

  public final SettableClock clock = new SettableClock(NOW);
  public final StripeStandIn stripe = new StripeStandIn();
  public final InMemoryTokenRegistry tokens = new InMemoryTokenRegistry(clock);
  public final InMemorySubscriptions subscriptions =
      new InMemorySubscriptions(tokens, clock, GRACE);
  public final InMemoryInvalidations invalidations = new InMemoryInvalidations();
  public final AtomicInteger changes = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Server> servers = new ArrayList<>();
  private final List<URI> addresses = new ArrayList<>();
  private final Broken breakable = new Broken();
  private final RateLimiter limiter =
      RateLimiters.deciding((customer, limits) -> (RateLimiter.Permit) () -> {});

  BillingAdapter adapter = adapter(Optional.empty());

  public BillingWorld() {
    instance();
    instance();
  }

  BillingAdapter adapter(Optional<URI> notify) {
    return new BillingAdapter(
        new BillingSettings(
            new BillingSettings.Signing(
                BillingSettings.Algorithm.HS256,
                () -> SECRET,
                Optional.empty(),
                Optional.empty(),
                "https://mcp.example",
                "https://mcp.example"),
            new BillingSettings.Links(
                "https://mcp.example",
                "https://kamiyo.example/pricing",
                "https://kamiyo.example/help"),
            Optional.of(
                new BillingSettings.Seller(
                    "sk_test_x",
                    Optional.of(WEBHOOK_SECRET),
                    Optional.of(stripe.address()),
                    PRICES,
                    notify.map(url -> new BillingSettings.Notified(url, NOTIFY_SECRET))))),
        clock);
  }

  private void instance() {
    Checkouts seller = adapter.seller().orElseThrow();
    Authenticate authenticate = new Authenticate(adapter.accessTokens(), tokens);
    Server server = new Server(0);
    ServletContextHandler context = new ServletContextHandler();
    adapter
        .servlets(
            new Known(
                authenticate,
                new ShowAccount(entitlements(), limiter, limits()),
                new RotateToken(authenticate, mint(), tokens, invalidations, clock)),
            Optional.of(
                new Selling(
                    seller,
                    changes(),
                    new ClaimToken(
                        changes(),
                        breakable,
                        seller,
                        subscriptions,
                        mint(),
                        invalidations,
                        clock))),
            changes::incrementAndGet)
        .forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path));
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    servers.add(server);
    addresses.add(
        URI.create(
            "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort()));
  }

  private ApplySubscriptionChange changes() {
    return new ApplySubscriptionChange(
        breakable, adapter.seller().orElseThrow(), adapter.claimCodes(), invalidations, clock);
  }

  SyncSubscriptions sync() {
    return new SyncSubscriptions(changes(), breakable, adapter.seller().orElseThrow());
  }

  TellClaims teller(ClaimNotices notices) {
    return teller(adapter.claimCodes(), notices);
  }

  TellClaims teller(ClaimCodes codes, ClaimNotices notices) {
    return new TellClaims(subscriptions, codes, adapter.seller().orElseThrow(), notices, clock);
  }

  private TokenMint mint() {
    return new TokenMint(adapter.accessTokens(), Duration.ofDays(365), clock);
  }

  /** Operators' tokens and what was bought, whichever is higher. */
  Entitlements entitlements() {
    return customer ->
        Entitlement.highest(List.of(tokens.of(customer), subscriptions.of(customer)));
  }

  Optional<Tier> tier(String customer) {
    return entitlements().of(new CustomerId(customer))
            instanceof Entitlement.Entitled(Tier tier, var unused)
        ? Optional.of(tier)
        : Optional.empty();
  }

  Issued issue(String customer, Tier tier) {
    return new IssueToken(mint(), tokens, invalidations)
        .issue(new CustomerId(customer), tier, Optional.empty());
  }

  private static Map<Tier, RateLimits> limits() {
    RateLimits limits = new RateLimits(30, 1000);
    return Map.of(Tier.PERSONAL, limits, Tier.TEAM, limits, Tier.ENTERPRISE, limits);
  }

  /** Makes writing subscriptions fail, as if the database were away. */
  void databaseAway(boolean now) {
    breakable.away = now;
  }

  /** Sends an event as Stripe signs it now; returns the status. */
  public int event(String json) {
    return event(json, signature(json, clock.instant())).statusCode();
  }

  HttpResponse<String> event(String json, String signature) {
    return send(
        HttpRequest.newBuilder(at(0, "/webhooks/stripe"))
            .header("Stripe-Signature", signature)
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  static String signature(String json, Instant at) {
    try {
      return Webhook.Signature.generateSignatureHeader(json, WEBHOOK_SECRET, at.getEpochSecond());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(int instance, String path) {
    return send(HttpRequest.newBuilder(at(instance, path)).build());
  }

  HttpResponse<String> get(String path, String token) {
    return send(
        HttpRequest.newBuilder(at(0, path)).header("Authorization", "Bearer " + token).build());
  }

  HttpResponse<String> post(String path, String token) {
    return send(
        HttpRequest.newBuilder(at(0, path))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.noBody())
            .build());
  }

  /** As a browser sends a form, or a program that wants JSON. */
  HttpResponse<String> form(int instance, String path, String form, String accept) {
    return send(
        HttpRequest.newBuilder(at(instance, path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", accept)
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  URI at(int instance, String path) {
    return addresses.get(instance).resolve(path);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    for (Server server : servers) {
      try {
        server.stop();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    http.close();
    stripe.close();
  }

  /** The subscriptions, unless the database is away. */
  private final class Broken implements Subscriptions {
    private volatile boolean away;

    @Override
    public Outcome apply(EventId event, SubscriptionChange change, Claim.Offer offer) {
      if (away) {
        throw new IllegalStateException("connection refused: password=hunter2");
      }
      return subscriptions.apply(event, change, offer);
    }

    @Override
    public Optional<Held> find(SubscriptionId id) {
      return subscriptions.find(id);
    }

    @Override
    public List<Held> heldBy(CustomerId customer) {
      return subscriptions.heldBy(customer);
    }
  }
}
