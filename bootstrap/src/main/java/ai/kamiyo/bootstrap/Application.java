package ai.kamiyo.bootstrap;

import ai.kamiyo.adapters.billing.BillingAdapter;
import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.KamiyoSettings;
import ai.kamiyo.adapters.mcp.McpAdapter;
import ai.kamiyo.adapters.mcp.McpSettings;
import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.adapters.persistence.PersistenceSettings;
import ai.kamiyo.application.access.FindTier;
import ai.kamiyo.application.call.ToolCallGate;
import ai.kamiyo.application.exploit.FindExploit;
import ai.kamiyo.application.exploit.SearchExploits;
import ai.kamiyo.application.exploit.SuggestNames;
import ai.kamiyo.application.health.CheckHealth;
import ai.kamiyo.application.risk.AssessProtocolRisk;
import ai.kamiyo.application.usage.ReportUsage;
import ai.kamiyo.application.wallet.CheckWalletInteractions;
import ai.kamiyo.bootstrap.http.HttpServer;
import ai.kamiyo.bootstrap.http.TokenBearers;
import ai.kamiyo.bootstrap.logging.Logs;
import ai.kamiyo.bootstrap.settings.Feeds.Feed;
import ai.kamiyo.bootstrap.settings.Secret;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Url;
import ai.kamiyo.bootstrap.settings.Wallet;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.Tier;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All parts, wired top to bottom and closed in reverse. Making one loads no database and no data;
 * {@link #start} begins that in the background.
 */
public final class Application implements AutoCloseable {
  private static final Duration MICROSECOND = Duration.ofNanos(1000);

  private final Settings settings;
  private final PersistenceAdapter persistence;
  private final KamiyoAdapter kamiyo;
  private final BillingAdapter billing;
  private final Identity identity;
  private final Optional<Selling> selling;
  private final CheckHealth health;
  private final ReportUsage usage;
  private final McpAdapter mcp;
  private boolean started;
  private boolean closed;

  /** For one person at this machine; a PostgreSQL is used as it is, and never altered. */
  public Application(Settings settings) {
    this(settings, Rows.asGuest(settings));
  }

  /** For a server that many share; the schema of its PostgreSQL is made and kept up to date. */
  public static Application serving(Settings settings) {
    return new Application(settings, Rows.asOwner(settings));
  }

  Application(Settings settings, PersistenceSettings rows) {
    this.settings = settings;
    // Databases keep microseconds; nobody else asks for the time.
    Clock clock = Clock.tick(Clock.systemUTC(), MICROSECOND);
    persistence = new PersistenceAdapter(rows, clock);
    kamiyo =
        new KamiyoAdapter(
            kamiyoSettings(settings),
            Rows.exploitTable(settings),
            persistence.sharedCopies(),
            clock);
    billing = new BillingAdapter(BillingTerms.of(settings), clock);
    identity = new Identity(settings, persistence, billing, clock);
    selling = Selling.of(persistence, billing, identity, clock);
    ToolCallGate gate =
        new ToolCallGate(
            identity.entitlements(),
            persistence.rateLimiter(),
            settings.limits().byTier(),
            persistence.usageLog(),
            clock);
    usage = new ReportUsage(persistence.usageHistory(), clock);
    health =
        new CheckHealth(
            new CheckHealth.Probes(
                kamiyo.apiProbe(), persistence.databaseProbe(), persistence.redisProbe()),
            kamiyo.exploitSearch(),
            clock);
    mcp =
        new McpAdapter(
            mcpSettings(settings),
            new McpAdapter.UseCases(
                new SearchExploits(gate, kamiyo.exploitSearch()),
                new FindExploit(gate, kamiyo.exploitSearch()),
                new SuggestNames(kamiyo.knownNames()),
                new AssessProtocolRisk(
                    gate, kamiyo.riskAssessment(), settings.features().advancedAnalytics()),
                new CheckWalletInteractions(gate, kamiyo.walletMonitor()),
                health,
                identity.showAccount()),
            () -> settings.signingSecret().bytes());
  }

  /** Begins to open the data and the database in the background. The second time does nothing. */
  public synchronized void start() {
    if (!started && !closed) {
      started = true;
      Logs.configure(settings.logging());
      kamiyo.start();
      persistence.start();
    }
  }

  public McpAdapter mcp() {
    return mcp;
  }

  public CheckHealth health() {
    return health;
  }

  public ReportUsage usage() {
    return usage;
  }

  public KamiyoAdapter kamiyo() {
    return kamiyo;
  }

  public Identity identity() {
    return identity;
  }

  /** What is sold here; empty if nothing is. */
  public Optional<Selling> selling() {
    return selling;
  }

  /** Who calls over stdio, by the name of the client program; asked at every call. */
  Function<String, Caller> stdioCallers() {
    Optional<AccessToken> token =
        settings.access().token().map(Secret::reveal).map(AccessToken::new);
    if (token.isPresent()) {
      return client -> identity.authenticate().caller(token.get(), client);
    }
    // In production only a token lets anybody in.
    return settings.production() ? client -> new Caller.Anonymous("", client) : Caller.Local::new;
  }

  /** Finds which tools a caller over stdio is shown; empty if that needs no finding out. */
  Optional<FindTier> stdioTiers() {
    boolean all =
        settings.access().token().isEmpty()
            && (settings.production() || settings.access().devTier() == Tier.ENTERPRISE);
    return all ? Optional.empty() : Optional.of(identity.findTier());
  }

  /** Who is let in over HTTP, and the endpoints for who has a token and for who buys one. */
  public HttpServer.Accounts accounts() {
    return new HttpServer.Accounts(
        new TokenBearers(identity.authenticate()),
        identity.findTier(),
        persistence.sessions(),
        billing.servlets(
            identity.known(),
            selling.map(Selling::endpoints),
            () -> selling.ifPresent(Selling::changed)));
  }

  /**
   * The token of a development server; blocks on the database, throws if that or KAMIYO_HOME cannot
   * be used.
   */
  public AccessToken developmentToken() {
    return new DevelopmentToken(settings.server().home(), identity)
        .get(settings.access().devTier());
  }

  /** Begins what only a server does beside answering. */
  void startSelling() {
    selling.ifPresent(Selling::start);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      selling.ifPresent(Selling::close);
      kamiyo.close();
      persistence.close();
    }
  }

  public static KamiyoSettings kamiyoSettings(Settings settings) {
    return new KamiyoSettings(
        settings.server().home(),
        settings.feeds().sources().stream().map(Feed::label).collect(Collectors.toSet()),
        settings.feeds().refresh(),
        settings.feeds().maxStaleness(),
        settings.feeds().offline(),
        settings
            .api()
            .url()
            .map(url ->
                new KamiyoSettings.Upstream(
                    url.uri(), settings.api().key().map(Secret::reveal), settings.api().timeout())),
        new KamiyoSettings.DefiLlama(
            settings.feeds().defiLlamaUrl().uri(),
            settings.feeds().defiLlamaKey().map(Secret::reveal)),
        walletSettings(settings));
  }

  private static KamiyoSettings.Wallet walletSettings(Settings settings) {
    Wallet wallet = settings.wallet();
    return new KamiyoSettings.Wallet(
        uris(settings.feeds().listings()),
        wallet.evidence().label(),
        wallet.etherscanKey().map(Secret::reveal),
        wallet.etherscanUrl().map(Url::uri).orElse(KamiyoSettings.Wallet.ETHERSCAN),
        uris(wallet.blockscoutUrls()),
        uris(wallet.rpcUrls()));
  }

  private static <K> Map<K, URI> uris(Map<K, Url> urls) {
    Map<K, URI> uris = new LinkedHashMap<>();
    urls.forEach((key, url) -> uris.put(key, url.uri()));
    return uris;
  }

  private static McpSettings mcpSettings(Settings settings) {
    return new McpSettings(
        settings.server().name(),
        settings.server().version(),
        settings.server().description(),
        settings.server().environment().label(),
        settings.access().upgradeUrl().uri().toString(),
        settings.access().supportUrl().uri().toString(),
        settings.features().walletMonitoring());
  }
}
