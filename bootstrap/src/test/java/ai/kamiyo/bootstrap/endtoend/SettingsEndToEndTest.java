package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Settings as an operator meets them: shown, explained, refused, and never betrayed. */
class SettingsEndToEndTest {
  private static final List<String> PUBLIC =
      List.of(
          "ENVIRONMENT",
          "MCP_SERVER_NAME",
          "MCP_SERVER_VERSION",
          "MCP_SERVER_DESCRIPTION",
          "KAMIYO_HOME",
          "KAMIYO_FEEDS",
          "KAMIYO_OFFLINE",
          "KAMIYO_API_URL",
          "KAMIYO_API_KEY",
          "KAMIYO_API_TIMEOUT",
          "DEFILLAMA_API_URL",
          "DEFILLAMA_API_KEY",
          "KAMIYO_REFRESH_SECONDS",
          "KAMIYO_MAX_STALENESS_SECONDS",
          "KAMIYO_TOKEN",
          "KAMIYO_MCP_URL",
          "MCP_JWT_SECRET",
          "MCP_JWT_SECRET_PREVIOUS",
          "MCP_JWT_ALGORITHM",
          "MCP_JWT_PRIVATE_KEY_FILE",
          "MCP_JWT_ISSUER",
          "MCP_JWT_AUDIENCE",
          "MCP_TOKEN_EXPIRY_DAYS",
          "MCP_PUBLIC_URL",
          "MCP_ALLOWED_ORIGINS",
          "MCP_ALLOWED_HOSTS",
          "MCP_TRUSTED_PROXIES",
          "MCP_DEV_TIER",
          "MCP_UPGRADE_URL",
          "MCP_SUPPORT_URL",
          "MCP_LEGACY_STATELESS",
          "MCP_ANONYMOUS_RPM",
          "STRIPE_SECRET_KEY",
          "STRIPE_WEBHOOK_SECRET",
          "STRIPE_API_BASE",
          "STRIPE_PRICE_MCP_PERSONAL",
          "STRIPE_PRICE_MCP_TEAM",
          "STRIPE_PRICE_MCP_ENTERPRISE",
          "BILLING_GRACE_DAYS",
          "MCP_CLAIM_NOTIFY_URL",
          "MCP_CLAIM_NOTIFY_SECRET",
          "DATABASE_URL",
          "DB_POOL_MAX",
          "DB_QUERY_TIMEOUT",
          "USAGE_RETENTION_DAYS",
          "REDIS_URL",
          "RATE_LIMIT_PERSONAL_RPM",
          "RATE_LIMIT_PERSONAL_DAILY",
          "RATE_LIMIT_TEAM_RPM",
          "RATE_LIMIT_TEAM_DAILY",
          "RATE_LIMIT_ENTERPRISE_RPM",
          "RATE_LIMIT_ENTERPRISE_DAILY",
          "ENABLE_WALLET_MONITORING",
          "ENABLE_ADVANCED_ANALYTICS",
          "ENABLE_REAL_TIME_ALERTS",
          "WALLET_EVIDENCE",
          "ETHERSCAN_API_KEY",
          "ETHERSCAN_API_URL",
          "BLOCKSCOUT_URLS",
          "EVM_RPC_URLS",
          "KAMIYO_LISTING_FEEDS",
          "SENTRY_DSN",
          "LOG_LEVEL",
          "LOG_FORMAT");

  /** What must never be seen again is recognised by this. */
  private static final String CANARY = "c4n4ry";

  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = new Installation(folder);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void configShowsEverySettingAndWhereItCameFrom() throws IOException {
    Files.writeString(
        installation.home().resolve(".env"), "MCP_SERVER_NAME=from-home\nDB_POOL_MAX=7\n");
    Files.writeString(
        installation.work().resolve(".env"), "MCP_SERVER_NAME=from-work\nLOG_LEVEL=DEBUG\n");
    Installation configured = installation.with("MCP_DEV_TIER", "team").with("LOG_LEVEL", "ERROR");
    Outcome table = configured.run("config");
    assertThat(table.exit()).as(table.all()).isZero();
    JsonNode json = json(configured.run("config", "--json"));
    Map<String, JsonNode> settings = settings(json);
    assertThat(settings.keySet()).containsExactlyInAnyOrderElementsOf(PUBLIC);
    Map<String, String> lines = new HashMap<>();
    table.out().lines().forEach(line -> lines.put(line.split(" ", 2)[0], line));
    assertThat(lines.keySet()).containsAll(PUBLIC);

    assertThat(value(settings, "MCP_DEV_TIER")).isEqualTo("team");
    assertThat(source(settings, "MCP_DEV_TIER")).containsIgnoringCase("environment");
    assertThat(value(settings, "LOG_LEVEL")).isEqualTo("ERROR");
    assertThat(source(settings, "LOG_LEVEL")).containsIgnoringCase("environment");
    assertThat(value(settings, "MCP_SERVER_NAME")).isEqualTo("from-work");
    assertThat(source(settings, "MCP_SERVER_NAME")).contains(".env").doesNotContain("home");
    assertThat(value(settings, "DB_POOL_MAX")).isEqualTo("7");
    assertThat(source(settings, "DB_POOL_MAX")).contains(".env").contains("home");
    assertThat(value(settings, "RATE_LIMIT_PERSONAL_RPM")).isEqualTo("30");
    assertThat(source(settings, "RATE_LIMIT_PERSONAL_RPM")).containsIgnoringCase("default");
    assertThat(lines.get("MCP_DEV_TIER")).contains("team").containsIgnoringCase("environment");
    assertThat(lines.get("DB_POOL_MAX")).contains("7").contains(".env");

    for (String name : PUBLIC) {
      boolean used = setting(settings, name).path("used").asBoolean();
      assertThat(line(lines, name).contains("not yet used")).as(name).isEqualTo(!used);
    }
    assertThat(setting(settings, "KAMIYO_FEEDS").path("used").asBoolean()).isTrue();
  }

  @Test
  void defaultsAreThePromisedOnes() {
    Map<String, JsonNode> settings = settings(json(installation.run("config", "--json")));
    Map<String, String> promised =
        Map.ofEntries(
            Map.entry("ENVIRONMENT", "development"),
            Map.entry("MCP_SERVER_NAME", "kamiyo-security"),
            Map.entry("MCP_SERVER_DESCRIPTION", "Crypto exploit intelligence"),
            Map.entry("KAMIYO_FEEDS", "bundled,imported"),
            Map.entry("KAMIYO_OFFLINE", "false"),
            Map.entry("KAMIYO_API_TIMEOUT", "30"),
            Map.entry("DEFILLAMA_API_URL", "https://api.llama.fi"),
            Map.entry("KAMIYO_REFRESH_SECONDS", "300"),
            Map.entry("KAMIYO_MAX_STALENESS_SECONDS", "86400"),
            Map.entry("MCP_JWT_ALGORITHM", "HS256"),
            Map.entry("MCP_TOKEN_EXPIRY_DAYS", "365"),
            Map.entry("MCP_PUBLIC_URL", "http://localhost:8002"),
            Map.entry("MCP_DEV_TIER", "enterprise"),
            Map.entry("MCP_UPGRADE_URL", "https://kamiyo.ai/pricing"),
            Map.entry("MCP_SUPPORT_URL", "https://kamiyo.ai"),
            Map.entry("MCP_LEGACY_STATELESS", "false"),
            Map.entry("MCP_ANONYMOUS_RPM", "60"),
            Map.entry("BILLING_GRACE_DAYS", "7"),
            Map.entry("DB_POOL_MAX", "10"),
            Map.entry("DB_QUERY_TIMEOUT", "30"),
            Map.entry("USAGE_RETENTION_DAYS", "90"),
            Map.entry("RATE_LIMIT_PERSONAL_RPM", "30"),
            Map.entry("RATE_LIMIT_PERSONAL_DAILY", "1000"),
            Map.entry("RATE_LIMIT_TEAM_RPM", "100"),
            Map.entry("RATE_LIMIT_TEAM_DAILY", "10000"),
            Map.entry("RATE_LIMIT_ENTERPRISE_RPM", "500"),
            Map.entry("RATE_LIMIT_ENTERPRISE_DAILY", "100000"),
            Map.entry("WALLET_EVIDENCE", "none"),
            Map.entry("LOG_LEVEL", "INFO"),
            Map.entry("LOG_FORMAT", "text"));
    promised.forEach((name, value) -> assertThat(value(settings, name)).as(name).isEqualTo(value));
    assertThat(
            value(
                settings(
                    json(
                        installation
                            .with("KAMIYO_API_URL", "https://api.example.org")
                            .run("config", "--json"))),
                "KAMIYO_FEEDS"))
        .isEqualTo("kamiyo,imported");
  }

  @Test
  void anEnvFileOfChoiceIsReadInsteadOfTheWorkingFolders() throws IOException {
    Files.writeString(installation.work().resolve(".env"), "MCP_SERVER_NAME=from-work\n");
    Path file = Files.writeString(folder.resolve("other.env"), "DB_POOL_MAX=9\n");
    Map<String, JsonNode> settings =
        settings(json(installation.run("config", "--json", "--env-file", file.toString())));
    assertThat(value(settings, "DB_POOL_MAX")).isEqualTo("9");
    assertThat(value(settings, "MCP_SERVER_NAME")).isEqualTo("kamiyo-security");
  }

  @Test
  void noSecretIsEverShown() {
    Installation secretive =
        installation
            .with("KAMIYO_API_KEY", CANARY + "-kamiyo-api-key-0123456789")
            .with("KAMIYO_API_URL", Upstream.nobody())
            .with("KAMIYO_FEEDS", "bundled,imported")
            .with("DEFILLAMA_API_KEY", CANARY + "-defillama-0123456789")
            .with("MCP_JWT_SECRET", CANARY + "-Zk3j9QmX7vB2nL5pR8tW1yD4gH6sF0aE")
            .with("MCP_JWT_SECRET_PREVIOUS", CANARY + "-Qp8w2ErT5yU1iO4aS7dF0gH3jK6lZ9xC")
            .with("STRIPE_SECRET_KEY", "sk_test_" + CANARY + "0123456789abcdef")
            .with("STRIPE_WEBHOOK_SECRET", "whsec_" + CANARY + "0123456789abcdef")
            .with("MCP_CLAIM_NOTIFY_URL", "https://backend.example.org/claims")
            .with("MCP_CLAIM_NOTIFY_SECRET", CANARY + "-claims-Zk3j9QmX7vB2nL5pR8tW1y")
            .with("DATABASE_URL", "postgresql://kamiyo:" + CANARY + "@127.0.0.1:1/kamiyo")
            .with("REDIS_URL", "redis://default:" + CANARY + "@127.0.0.1:1/0")
            .with("ETHERSCAN_API_KEY", CANARY + "ETHERSCAN0123456789")
            .with("EVM_RPC_URLS", "1=https://rpc.example.org/v3/" + CANARY + "0123456789abcdef")
            .with("SENTRY_DSN", "https://" + CANARY + "0123456789@sentry.example.org/1");
    assertNothingBetrayed(secretive);
    assertNothingBetrayedInProduction(secretive);
  }

  @Test
  void aSecretThatIsWronglySpelledIsNotShownEither() throws IOException {
    Files.writeString(
        installation.home().resolve(".env"),
        "KAMIYO_API_KEYS=%s-1\nMCP_JWT_SECRTE=%s-2\nSTRIPE_SECRET_KEY=\"%s unclosed\n"
            .formatted(CANARY, CANARY, CANARY));
    Installation wrong =
        installation
            .with("KAMIYO_API_KEY", CANARY + " with\nline feed")
            .with("MCP_JWT_SECRET", CANARY)
            .with("STRIPE_WEBHOOK_SECRET", CANARY)
            .with("REDIS_URL", "redis//user:" + CANARY + "@host:port")
            .with("EVM_RPC_URLS", "https://rpc.example.org/v3/" + CANARY)
            .with("SENTRY_DSN", CANARY)
            .with("KAMIYO_API_URL", "https://user:" + CANARY + "@api.example.org:port/")
            .with("MCP_JWT_SECRET_PREVIUS", CANARY)
            .with("DATABASE_URL", "postgresql://kamiyo:" + CANARY + "@host:port/db");
    assertNothingBetrayed(wrong);
    assertNothingBetrayedInProduction(wrong);
  }

  private static void assertNothingBetrayed(Installation secretive) {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(secretive.run("config"));
    outcomes.add(secretive.run("config", "--json"));
    outcomes.add(secretive.run("doctor", "--json"));
    outcomes.add(secretive.run("import", "kamiyo", "no-such-file.json"));
    try (Server server = secretive.with("LOG_LEVEL", "TRACE").start()) {
      server.line(Server.initialize(1, "2025-11-25"));
      server.line(Server.callRequest(2, "health_check", Map.of()));
      server.line(Server.callRequest(3, "search_exploits", Map.of("query", "bridge")));
      server.awaitAnswerOrEnd(3);
      server.closeInputQuietly();
      int exit = server.awaitExit();
      outcomes.add(
          new Outcome(exit, String.join("\n", server.out()), String.join("\n", server.err())));
    }
    for (Outcome outcome : outcomes) {
      assertThat(outcome.all()).doesNotContainIgnoringCase(CANARY);
    }
  }

  private static void assertNothingBetrayedInProduction(Installation secretive) {
    for (String command : List.of("doctor", "stdio")) {
      Outcome outcome = secretive.with("ENVIRONMENT", "production").run(command);
      assertThat(outcome.exit()).as(outcome.all()).isEqualTo(1);
      assertThat(outcome.all()).doesNotContainIgnoringCase(CANARY);
    }
  }

  @Test
  void productionRefusesToStartWithAllReasonsAtOnce() {
    try (Server server = installation.with("ENVIRONMENT", "production").start("stdio")) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.out()).isEmpty();
      assertThat(String.join("\n", server.err()))
          .contains("MCP_JWT_SECRET", "DATABASE_URL", "KAMIYO_API_URL", "MCP_PUBLIC_URL")
          .doesNotContain("\tat ");
    }
    Outcome doctor = installation.with("ENVIRONMENT", "production").run("doctor");
    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.all())
        .contains("MCP_JWT_SECRET", "DATABASE_URL", "KAMIYO_API_URL", "MCP_PUBLIC_URL");
  }

  @Test
  void productionRefusesWeakSecretsTestKeysAndWrongNumbers() {
    Outcome outcome =
        installation
            .with("ENVIRONMENT", "production")
            .with("MCP_JWT_SECRET", "short")
            .with("STRIPE_SECRET_KEY", "rk_test_0123456789abcdef")
            .with("RATE_LIMIT_TEAM_RPM", "plenty")
            .with("MCP_ALLOWED_ORIGINS", "*")
            .run("stdio");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("MCP_JWT_SECRET", "STRIPE_SECRET_KEY", "RATE_LIMIT_TEAM_RPM")
        .contains("MCP_ALLOWED_ORIGINS", "DATABASE_URL");
  }

  @Test
  void developmentWarnsOfAWrongValueTakesTheDefaultAndGoesOn() {
    try (Server server =
        installation
            .with("RATE_LIMIT_ENTERPRISE_RPM", "plenty")
            .with("KAMIYO_REFRESH_SECONDS", "0")
            .with("MCP_DEV_TIER", "platinum")
            .server()) {
      JsonNode answer = server.search(Map.of()).answer();
      assertThat(answer.path("tier").path("name").asString()).isEqualTo("enterprise");
      assertThat(server.finish()).isZero();
      assertThat(String.join("\n", server.err()))
          .contains("RATE_LIMIT_ENTERPRISE_RPM", "KAMIYO_REFRESH_SECONDS", "MCP_DEV_TIER");
    }
    JsonNode config =
        json(installation.with("RATE_LIMIT_TEAM_RPM", "plenty").run("config", "--json"));
    assertThat(value(settings(config), "RATE_LIMIT_TEAM_RPM")).isEqualTo("100");
    assertThat(config.toString()).contains("plenty");
  }

  @Test
  void anUnknownNameInOurOwnFileIsAProblem() throws IOException {
    Files.writeString(installation.home().resolve(".env"), "KAMIYO_FOO=1\n");
    assertThat(installation.run("config").all()).contains("KAMIYO_FOO");
    assertThat(installation.run("doctor").all()).contains("KAMIYO_FOO");
    Outcome production = installation.with("ENVIRONMENT", "production").run("stdio");
    assertThat(production.exit()).isEqualTo(1);
    assertThat(production.err()).contains("KAMIYO_FOO");
    try (Server server = installation.server()) {
      server.health().answer();
      server.finish();
      assertThat(String.join("\n", server.err())).contains("KAMIYO_FOO");
    }
  }

  @Test
  void anUnknownNameOfTheHostIsIgnoredUnlessItLooksLikeAnError() {
    Installation host =
        installation.with("KAMIYO_CLUSTER_ZONE", "x").with("MCP_DEV_TEIR", "personal");
    Outcome config = host.run("config");
    assertThat(config.all()).contains("KAMIYO_CLUSTER_ZONE", "MCP_DEV_TEIR");
    assertThat(config.all()).containsPattern("(?i)did you mean MCP_DEV_TIER");
    try (Server server = host.server()) {
      assertThat(server.search(Map.of()).answer().path("tier").path("name").asString())
          .isEqualTo("enterprise");
      server.finish();
      assertThat(String.join("\n", server.err()))
          .containsPattern("(?i)did you mean MCP_DEV_TIER")
          .doesNotContain("KAMIYO_CLUSTER_ZONE");
    }
  }

  private static JsonNode json(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.all()).isZero();
    return Json.read(outcome.out());
  }

  private static Map<String, JsonNode> settings(JsonNode config) {
    Map<String, JsonNode> settings = new HashMap<>();
    config
        .path("settings")
        .forEach(setting -> settings.put(setting.path("name").asString(), setting));
    return settings;
  }

  private static JsonNode setting(Map<String, JsonNode> settings, String name) {
    return settings.getOrDefault(name, MissingNode.getInstance());
  }

  private static String line(Map<String, String> lines, String name) {
    return lines.getOrDefault(name, "");
  }

  private static String value(Map<String, JsonNode> settings, String name) {
    return setting(settings, name).path("value").asString();
  }

  private static String source(Map<String, JsonNode> settings, String name) {
    return setting(settings, name).path("source").asString();
  }
}
