package ai.kamiyo.bootstrap;

import ai.kamiyo.adapters.billing.BillingAdapter;
import ai.kamiyo.adapters.billing.BillingSettings;
import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.KamiyoSettings;
import ai.kamiyo.adapters.mcp.McpAdapter;
import ai.kamiyo.adapters.mcp.McpSettings;
import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.adapters.persistence.PersistenceSettings;
import ai.kamiyo.application.call.ToolCallGate;
import ai.kamiyo.application.exploit.FindExploit;
import ai.kamiyo.application.exploit.SearchExploits;
import ai.kamiyo.application.exploit.SuggestNames;
import ai.kamiyo.application.health.CheckHealth;
import ai.kamiyo.application.risk.AssessProtocolRisk;
import ai.kamiyo.application.usage.ReportUsage;
import ai.kamiyo.application.wallet.CheckWalletInteractions;
import ai.kamiyo.bootstrap.logging.Logs;
import ai.kamiyo.bootstrap.settings.Billing;
import ai.kamiyo.bootstrap.settings.Database;
import ai.kamiyo.bootstrap.settings.Feeds.Feed;
import ai.kamiyo.bootstrap.settings.Secret;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Tokens;
import ai.kamiyo.bootstrap.settings.Url;
import ai.kamiyo.bootstrap.settings.Wallet;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.exploit.ExploitFeed;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    kamiyo = new KamiyoAdapter(kamiyoSettings(settings), exploitTable(settings), clock);
    billing = new BillingAdapter(billingSettings(settings), clock);
    ToolCallGate gate =
        new ToolCallGate(
            entitlements(),
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
                health),
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

  public BillingAdapter billing() {
    return billing;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      kamiyo.close();
      persistence.close();
    }
  }

  /** In production only a token entitles anybody. */
  private Entitlements entitlements() {
    return settings.production()
        ? customer -> new Entitlement.Inactive()
        : persistence.localEntitlements(settings.access().devTier());
  }

  private static Optional<ExploitFeed> exploitTable(Settings settings) {
    return settings.storage().database() instanceof Database.PostgreSql named
        ? Optional.of(PersistenceAdapter.exploitTable(Rows.postgreSql(named, settings.storage())))
        : Optional.empty();
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

  private static BillingSettings billingSettings(Settings settings) {
    Tokens tokens = settings.tokens();
    return new BillingSettings(
        new BillingSettings.Signing(
            switch (tokens.algorithm()) {
              case HS256 -> BillingSettings.Algorithm.HS256;
              case EDDSA -> BillingSettings.Algorithm.EDDSA;
              case ES256 -> BillingSettings.Algorithm.ES256;
            },
            () -> settings.signingSecret().bytes(),
            tokens.previous().map(Secret::bytes),
            tokens.privateKeyFile(),
            tokens.issuer(),
            tokens.audience()),
        new BillingSettings.Links(
            settings.web().publicUrl().uri().toString(),
            settings.access().upgradeUrl().uri().toString(),
            settings.access().supportUrl().uri().toString()),
        settings.billing().secretKey().map(key -> seller(key, settings.billing())));
  }

  private static BillingSettings.Seller seller(Secret key, Billing billing) {
    return new BillingSettings.Seller(
        key.reveal(),
        billing.webhookSecret().map(Secret::reveal),
        billing.apiBase().map(Url::uri),
        billing.prices(),
        billing
            .claimNotifyUrl()
            .flatMap(url ->
                billing
                    .claimNotifySecret()
                    .map(secret -> new BillingSettings.Notified(url.uri(), secret.reveal()))));
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
