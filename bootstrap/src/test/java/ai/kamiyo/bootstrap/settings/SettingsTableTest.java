package ai.kamiyo.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.settings.Database.Embedded;
import ai.kamiyo.bootstrap.settings.Database.PostgreSql;
import ai.kamiyo.bootstrap.settings.Feeds.Feed;
import ai.kamiyo.bootstrap.settings.Server.Environment;
import ai.kamiyo.bootstrap.settings.Tokens.Algorithm;
import ai.kamiyo.bootstrap.settings.Wallet.Evidence;
import ai.kamiyo.domain.access.Tier;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting: its default and a set value. One without both fails. */
class SettingsTableTest {
  private static final String LONG = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final Map<String, String> COMPANIONS =
      Map.of(
          "KAMIYO_MCP_URL", "KAMIYO_TOKEN",
          "MCP_JWT_ALGORITHM", "MCP_JWT_PRIVATE_KEY_FILE",
          "MCP_CLAIM_NOTIFY_URL", "MCP_CLAIM_NOTIFY_SECRET");

  @TempDir Path folder;

  /** A setting's name, how to read it, its default, a text, and what the text means. */
  record Row(
      String name,
      Function<Settings, Object> value,
      Object byDefault,
      String text,
      Object expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> rows() {
    return List.of(
        new Row(
            "ENVIRONMENT",
            s -> s.server().environment(),
            Environment.DEVELOPMENT,
            "Production",
            Environment.PRODUCTION),
        new Row("MCP_SERVER_NAME", s -> s.server().name(), "kamiyo-security", "mine", "mine"),
        new Row("MCP_SERVER_VERSION", s -> s.server().version(), "0.1.0", "9.9", "9.9"),
        new Row(
            "MCP_SERVER_DESCRIPTION",
            s -> s.server().description(),
            "Crypto exploit intelligence",
            "Other words",
            "Other words"),
        new Row(
            "KAMIYO_HOME",
            s -> s.server().home().getFileName().toString(),
            ".kamiyo",
            "~/else",
            "else"),
        new Row(
            "KAMIYO_FEEDS",
            s -> s.feeds().sources(),
            List.of(Feed.BUNDLED, Feed.IMPORTED),
            "imported, defillama,imported",
            List.of(Feed.IMPORTED, Feed.DEFILLAMA)),
        new Row("KAMIYO_OFFLINE", s -> s.feeds().offline(), false, "YES", true),
        new Row("KAMIYO_REFRESH_SECONDS", s -> s.feeds().refresh(), seconds(300), "1", seconds(1)),
        new Row(
            "KAMIYO_MAX_STALENESS_SECONDS",
            s -> s.feeds().maxStaleness(),
            seconds(86_400),
            "7200",
            seconds(7200)),
        new Row(
            "DEFILLAMA_API_URL",
            s -> s.feeds().defiLlamaUrl(),
            url("https://api.llama.fi"),
            "http://127.0.0.1:9/",
            url("http://127.0.0.1:9")),
        secret("DEFILLAMA_API_KEY", s -> s.feeds().defiLlamaKey(), "k"),
        new Row(
            "KAMIYO_LISTING_FEEDS",
            s -> s.feeds().listings(),
            Map.of(),
            "ofac=https://l.example/eth.txt",
            Map.of("ofac", url("https://l.example/eth.txt"))),
        optional(
            "KAMIYO_API_URL",
            s -> s.api().url(),
            "http://backend:8000/",
            url("http://backend:8000")),
        secret("KAMIYO_API_KEY", s -> s.api().key(), "k"),
        new Row("KAMIYO_API_TIMEOUT", s -> s.api().timeout(), seconds(30), "5", seconds(5)),
        new Row("MCP_DEV_TIER", s -> s.access().devTier(), Tier.ENTERPRISE, "team", Tier.TEAM),
        new Row(
            "MCP_UPGRADE_URL",
            s -> s.access().upgradeUrl(),
            url("https://kamiyo.ai/pricing"),
            "https://u.example",
            url("https://u.example")),
        new Row(
            "MCP_SUPPORT_URL",
            s -> s.access().supportUrl(),
            url("https://kamiyo.ai"),
            "https://s.example",
            url("https://s.example")),
        secret("KAMIYO_TOKEN", s -> s.access().token(), "t"),
        optional(
            "KAMIYO_MCP_URL",
            s -> s.access().remote(),
            "https://m.example/mcp",
            url("https://m.example/mcp")),
        limit("RATE_LIMIT_PERSONAL_RPM", s -> s.limits().of(Tier.PERSONAL).perMinute(), 30),
        limit("RATE_LIMIT_PERSONAL_DAILY", s -> s.limits().of(Tier.PERSONAL).perDay(), 1000),
        limit("RATE_LIMIT_TEAM_RPM", s -> s.limits().of(Tier.TEAM).perMinute(), 100),
        limit("RATE_LIMIT_TEAM_DAILY", s -> s.limits().of(Tier.TEAM).perDay(), 10_000),
        limit("RATE_LIMIT_ENTERPRISE_RPM", s -> s.limits().of(Tier.ENTERPRISE).perMinute(), 500),
        limit("RATE_LIMIT_ENTERPRISE_DAILY", s -> s.limits().of(Tier.ENTERPRISE).perDay(), 100_000),
        secret("MCP_JWT_SECRET", s -> s.tokens().secret(), LONG),
        secret("MCP_JWT_SECRET_PREVIOUS", s -> s.tokens().previous(), LONG),
        new Row(
            "MCP_JWT_ALGORITHM",
            s -> s.tokens().algorithm(),
            Algorithm.HS256,
            "EdDSA",
            Algorithm.EDDSA),
        optional(
            "MCP_JWT_PRIVATE_KEY_FILE",
            s -> s.tokens().privateKeyFile(),
            "/etc/k.pem",
            Path.of("/etc/k.pem")),
        new Row("MCP_JWT_ISSUER", s -> s.tokens().issuer(), "http://localhost:8002", "me", "me"),
        new Row(
            "MCP_JWT_AUDIENCE", s -> s.tokens().audience(), "http://localhost:8002", "you", "you"),
        new Row(
            "MCP_TOKEN_EXPIRY_DAYS",
            s -> s.tokens().expiry(),
            Duration.ofDays(365),
            "30",
            Duration.ofDays(30)),
        new Row(
            "MCP_PUBLIC_URL",
            s -> s.web().publicUrl(),
            url("http://localhost:8002"),
            "https://m.example/",
            url("https://m.example")),
        new Row(
            "MCP_ALLOWED_ORIGINS",
            s -> s.web().allowedOrigins(),
            List.of(
                "http://localhost:*",
                "https://localhost:*",
                "http://127.0.0.1:*",
                "https://127.0.0.1:*",
                "http://[::1]:*",
                "https://[::1]:*"),
            "https://App.example:8443, vscode-webview://abc",
            List.of("https://app.example:8443", "vscode-webview://abc")),
        new Row(
            "MCP_ALLOWED_HOSTS",
            s -> s.web().allowedHosts(),
            List.of("localhost", "127.0.0.1", "[::1]"),
            "M.example,[::1]:8002",
            List.of("m.example", "[::1]:8002")),
        new Row(
            "MCP_TRUSTED_PROXIES",
            s -> s.web().trustedProxies(),
            List.of(),
            "10.0.0.0/8,::1",
            List.of(range("10.0.0.0", 8), range("::1", 128))),
        new Row("MCP_LEGACY_STATELESS", s -> s.web().legacyStateless(), false, "1", true),
        new Row("MCP_ANONYMOUS_RPM", s -> s.web().anonymousPerMinute(), 60, "0", 0),
        secret("STRIPE_SECRET_KEY", s -> s.billing().secretKey(), "sk_test_1"),
        secret("STRIPE_WEBHOOK_SECRET", s -> s.billing().webhookSecret(), "whsec_1"),
        optional(
            "STRIPE_API_BASE",
            s -> s.billing().apiBase(),
            "http://localhost:12111",
            url("http://localhost:12111")),
        price("STRIPE_PRICE_MCP_PERSONAL", Tier.PERSONAL),
        price("STRIPE_PRICE_MCP_TEAM", Tier.TEAM),
        price("STRIPE_PRICE_MCP_ENTERPRISE", Tier.ENTERPRISE),
        new Row(
            "BILLING_GRACE_DAYS", s -> s.billing().grace(), Duration.ofDays(7), "0", Duration.ZERO),
        optional(
            "MCP_CLAIM_NOTIFY_URL",
            s -> s.billing().claimNotifyUrl(),
            "https://n.example",
            url("https://n.example")),
        secret("MCP_CLAIM_NOTIFY_SECRET", s -> s.billing().claimNotifySecret(), "n"),
        new Row(
            "DATABASE_URL",
            s -> s.storage().database() instanceof Embedded(var f) ? f.getFileName() : "other",
            Path.of("kamiyo.db"),
            "sqlite:else.db",
            Path.of("else.db")),
        new Row("DB_POOL_MAX", s -> s.storage().poolMax(), 10, "3", 3),
        new Row("DB_QUERY_TIMEOUT", s -> s.storage().queryTimeout(), seconds(30), "2", seconds(2)),
        new Row(
            "USAGE_RETENTION_DAYS",
            s -> s.storage().usageRetention(),
            Duration.ofDays(90),
            "1",
            Duration.ofDays(1)),
        optional(
            "REDIS_URL",
            s -> s.storage().redis().map(Url::uri),
            "rediss://:pw@r.example:6380/1",
            URI.create("rediss://:pw@r.example:6380/1")),
        new Row(
            "ENABLE_WALLET_MONITORING", s -> s.features().walletMonitoring(), true, "no", false),
        new Row(
            "ENABLE_ADVANCED_ANALYTICS", s -> s.features().advancedAnalytics(), true, "0", false),
        new Row(
            "ENABLE_REAL_TIME_ALERTS", s -> s.features().realTimeAlerts(), true, "False", false),
        new Row("WALLET_EVIDENCE", s -> s.wallet().evidence(), Evidence.NONE, "rpc", Evidence.RPC),
        secret("ETHERSCAN_API_KEY", s -> s.wallet().etherscanKey(), "k"),
        optional(
            "ETHERSCAN_API_URL",
            s -> s.wallet().etherscanUrl(),
            "https://e.example",
            url("https://e.example")),
        new Row(
            "BLOCKSCOUT_URLS",
            s -> s.wallet().blockscoutUrls(),
            Map.of(),
            "1=https://b.example",
            Map.of(1L, url("https://b.example"))),
        new Row(
            "EVM_RPC_URLS",
            s -> s.wallet().rpcUrls(),
            Map.of(),
            "1=https://r.example/key, 8453=https://r.example/base",
            Map.of(1L, url("https://r.example/key"), 8453L, url("https://r.example/base"))),
        new Row(
            "LOG_LEVEL",
            s -> s.logging().level(),
            Logging.Level.INFO,
            "debug",
            Logging.Level.DEBUG),
        new Row(
            "LOG_FORMAT",
            s -> s.logging().format(),
            Logging.Format.TEXT,
            "json",
            Logging.Format.JSON),
        secret("SENTRY_DSN", s -> s.logging().sentryDsn(), "https://key@s.example/1"));
  }

  @Test
  void everySettingHasARow() {
    assertThat(rows().stream().map(Row::name))
        .containsExactlyInAnyOrderElementsOf(Registry.names())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void unsetItHasItsDefault(Row row) {
    Loading loading = new Given(folder).env(row.name(), " ").onStdio();

    assertThat(loading).isInstanceOf(Loading.Ready.class);
    assertThat(loading.problems()).isEmpty();
    assertThat(row.value().apply(Given.settings(loading))).isEqualTo(row.byDefault());
    assertThat(source(loading, row)).isEqualTo("default");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void setItHasThatValue(Row row) {
    Given given = new Given(folder).env(row.name(), row.text());
    Optional.ofNullable(COMPANIONS.get(row.name())).ifPresent(name -> given.env(name, "needed"));
    Loading loading = given.onStdio();

    assertThat(loading.problems()).isEmpty();
    assertThat(row.value().apply(Given.settings(loading))).isEqualTo(row.expected());
    assertThat(source(loading, row)).isEqualTo("environment");
  }

  @Test
  void theExampleOfEachSettingIsAccepted() throws Unacceptable {
    for (Setting<?> setting : Registry.all()) {
      if (!setting.secret()) {
        assertThat(setting.kind().parse(setting.kind().example())).isNotNull();
      }
    }
  }

  @Test
  void feedsDependOnTheApi() {
    Loading loading = new Given(folder).env("KAMIYO_API_URL", "https://a.example").onStdio();
    assertThat(Given.settings(loading).feeds().sources())
        .containsExactly(Feed.KAMIYO, Feed.IMPORTED);
  }

  @Test
  void originsAndHostsFollowThePublicUrl() {
    Loading loading = new Given(folder).env("MCP_PUBLIC_URL", "https://m.example:444/x").onStdio();
    Web web = Given.settings(loading).web();
    assertThat(web.allowedOrigins()).contains("http://localhost:*", "https://m.example:444");
    assertThat(web.allowedHosts()).contains("localhost", "m.example");
    assertThat(Given.settings(loading).tokens().issuer()).isEqualTo("https://m.example:444/x");
  }

  @Test
  void postgreSqlIsReadInItsSpellings() {
    Settings settings =
        Given.settings(
            new Given(folder).env("DATABASE_URL", "postgresql://u:p@h:5433/d").onStdio());
    assertThat(settings.storage().database())
        .isEqualTo(
            new PostgreSql("h:5433", "d", Optional.of("u"), Optional.of(new Secret("p")), ""));
  }

  private static String source(Loading loading, Row row) {
    return loading.report().rows().stream()
        .filter(shown -> shown.name().equals(row.name()))
        .map(ConfigReport.Row::source)
        .findFirst()
        .orElseThrow();
  }

  private static Row optional(
      String name, Function<Settings, Object> value, String text, Object expected) {
    return new Row(name, value, Optional.empty(), text, Optional.of(expected));
  }

  private static Row secret(String name, Function<Settings, Object> value, String text) {
    return optional(name, value, text, new Secret(text));
  }

  private static Row limit(String name, Function<Settings, Object> value, int byDefault) {
    return new Row(name, value, byDefault, "1000000000", 1_000_000_000);
  }

  private static Row price(String name, Tier tier) {
    return new Row(name, s -> s.billing().prices(), Map.of(), "price_1", Map.of(tier, "price_1"));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static Url url(String text) {
    return new Url(URI.create(text), true);
  }

  private static AddressRange range(String address, int bits) {
    return new AddressRange(InetAddress.ofLiteral(address), bits);
  }
}
