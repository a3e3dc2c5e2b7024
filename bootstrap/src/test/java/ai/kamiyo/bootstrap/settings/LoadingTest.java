package ai.kamiyo.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is accepted, what is reported, and when it is refused. */
class LoadingTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void givenNothing() {
    given = new Given(folder);
  }

  @Test
  void developmentWarnsOfEverythingAndTakesDefaults() {
    given.env("KAMIYO_API_TIMEOUT", "soon").env("KAMIYO_OFFLINE", "maybe").env("DB_POOL_MAX", "0");

    Loading loading = given.onStdio();

    assertThat(loading).isInstanceOf(Loading.Ready.class);
    assertThat(loading.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "KAMIYO_OFFLINE: \"maybe\" from the environment is not accepted; give true or false"
                + " (also 1, 0, yes, no), for example true",
            "KAMIYO_API_TIMEOUT: \"soon\" from the environment is not accepted; give whole seconds"
                + " from 1 to 300, for example 60",
            "DB_POOL_MAX: \"0\" from the environment is not accepted; give a whole number from 1 to"
                + " 1000, for example 10");
    assertThat(Given.settings(loading).api().timeout()).hasSeconds(30);
    assertThat(loading.report().rows())
        .contains(new ConfigReport.Row("KAMIYO_API_TIMEOUT", "30", "default", true));
  }

  @Test
  void productionRefusesTheSame() {
    given.env("ENVIRONMENT", "production").env("KAMIYO_API_TIMEOUT", "soon");
    Loading loading = given.onStdio();
    assertThat(loading).isInstanceOf(Loading.Refused.class);
    assertThat(subjects(loading)).containsExactly("KAMIYO_API_TIMEOUT");
  }

  @Test
  void anEnvironmentThatIsNeitherIsRefused() {
    Loading loading = given.env("ENVIRONMENT", "prod").onStdio();
    assertThat(loading).isInstanceOf(Loading.Refused.class);
    assertThat(subjects(loading)).containsExactly("ENVIRONMENT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KAMIYO_OFFLINE|on
          KAMIYO_FEEDS|bundled,,imported
          KAMIYO_FEEDS|bundeld
          KAMIYO_REFRESH_SECONDS|0
          KAMIYO_REFRESH_SECONDS|86401
          KAMIYO_REFRESH_SECONDS|1.5
          KAMIYO_REFRESH_SECONDS|-1
          KAMIYO_REFRESH_SECONDS|99999999999999999999
          RATE_LIMIT_TEAM_RPM|1000000001
          RATE_LIMIT_TEAM_RPM|٣
          KAMIYO_API_URL|ftp://a.example
          KAMIYO_API_URL|a.example
          KAMIYO_API_URL|https://
          KAMIYO_API_URL|https://a.example/#x
          KAMIYO_MCP_URL|http://m.example/mcp
          STRIPE_API_BASE|http://s.example
          MCP_ALLOWED_ORIGINS|https://a.example/path
          MCP_ALLOWED_ORIGINS|a.example
          MCP_ALLOWED_ORIGINS|https://*.a.example
          MCP_ALLOWED_ORIGINS|null
          MCP_ALLOWED_HOSTS|http://a.example
          MCP_ALLOWED_HOSTS|a.example:*
          MCP_ALLOWED_HOSTS|a.example:70000
          MCP_ALLOWED_HOSTS|[zz]
          MCP_TRUSTED_PROXIES|10.0.0.0/33
          MCP_TRUSTED_PROXIES|10.1
          MCP_TRUSTED_PROXIES|proxy.example
          MCP_JWT_ALGORITHM|none
          MCP_JWT_SECRET|tooshort
          STRIPE_SECRET_KEY|pk_live_1
          DATABASE_URL|mysql://h/d
          DATABASE_URL|postgresql://h
          DATABASE_URL|postgresql://h:x/d
          DATABASE_URL|postgresql://u:%zz@h/d
          DATABASE_URL|sqlite:
          DATABASE_URL|sqlite::memory:
          REDIS_URL|http://r.example
          EVM_RPC_URLS|https://r.example
          EVM_RPC_URLS|0=https://r.example
          EVM_RPC_URLS|1=https://r.example,1=https://s.example
          KAMIYO_LISTING_FEEDS|other=https://l.example
          WALLET_EVIDENCE|etherscan,rpc
          SENTRY_DSN|key
          MCP_CLAIM_NOTIFY_URL|http://n.example/claims
          LOG_LEVEL|loud
          """)
  void isNotAccepted(String name, String text) {
    Loading loading =
        given
            .env("KAMIYO_TOKEN", "t")
            .env("MCP_CLAIM_NOTIFY_SECRET", "n")
            .env(name, text)
            .onStdio();
    assertThat(subjects(loading)).containsExactly(name);
    assertThat(loading.problems().getFirst().message())
        .contains("is not accepted; give ", ", for example ");
  }

  @Test
  void aControlCharacterIsNotAccepted() {
    assertThat(subjects(given.env("MCP_SERVER_NAME", "a\u001b[2Jb").onStdio()))
        .containsExactly("MCP_SERVER_NAME");
  }

  @Test
  void settingsThatNeedAnotherSayWhich() {
    given
        .env("KAMIYO_MCP_URL", "https://m.example/mcp")
        .env("MCP_JWT_ALGORITHM", "ES256")
        .env("MCP_CLAIM_NOTIFY_URL", "https://n.example")
        .env("STRIPE_PRICE_MCP_PERSONAL", "price_1")
        .env("STRIPE_PRICE_MCP_TEAM", "price_1")
        .env("KAMIYO_FEEDS", "kamiyo-db");

    Loading loading = given.onStdio();

    assertThat(loading.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "KAMIYO_FEEDS: names kamiyo-db, which needs a PostgreSQL in DATABASE_URL",
            "KAMIYO_MCP_URL: needs KAMIYO_TOKEN, the token that the remote server issued",
            "MCP_JWT_ALGORITHM: ES256 needs MCP_JWT_PRIVATE_KEY_FILE",
            "MCP_CLAIM_NOTIFY_URL: needs MCP_CLAIM_NOTIFY_SECRET to sign with",
            "STRIPE_PRICE_MCP_TEAM: is also the price of a lower tier; each tier has its own");
    Settings settings = Given.settings(loading);
    assertThat(settings.access().remote()).isEmpty();
    assertThat(settings.tokens().algorithm()).isEqualTo(Tokens.Algorithm.HS256);
    assertThat(settings.billing().prices()).hasSize(1);
  }

  @Test
  void aTokenAloneIsFine() {
    assertThat(given.env("KAMIYO_TOKEN", "t").onStdio().problems()).isEmpty();
  }

  @Test
  void aMisspeltNameInTheEnvironmentIsAskedAbout() {
    Loading loading = given.env("KAMIYO_OFLINE", "true").env("RATE_LIMIT_TEAM_RPD", "1").onStdio();
    assertThat(loading.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "KAMIYO_OFLINE: there is no such setting (environment); did you mean KAMIYO_OFFLINE?",
            "RATE_LIMIT_TEAM_RPD: there is no such setting (environment); did you mean"
                + " RATE_LIMIT_TEAM_RPM?");
  }

  @Test
  void namesLikeOursThatHostsExportAreIgnoredAndListed() {
    Loading loading = given.env("MCP_INSPECTOR_PORT", "1").env("UNRELATED", "x").onStdio();
    assertThat(loading.problems()).isEmpty();
    assertThat(loading.report().ignored())
        .containsExactly(new ConfigReport.Ignored("MCP_INSPECTOR_PORT", "environment"));
  }

  @Test
  void inOurOwnFileAnUnknownNameOfOursIsAProblem() {
    given.homeFile("MCP_INSPECTOR_PORT=1", "UNRELATED=x", "DATABASE_ULR=sqlite:x");
    Loading loading = given.onStdio();
    assertThat(subjects(loading)).containsExactly("DATABASE_ULR", "MCP_INSPECTOR_PORT");
    assertThat(loading.report().ignored())
        .extracting(ConfigReport.Ignored::name)
        .containsExactly("UNRELATED");
  }

  @Test
  void aMisspeltEnvironmentInOurOwnFileIsRefused() {
    Loading loading = given.homeFile("ENVIROMENT=production").onStdio();
    assertThat(loading).isInstanceOf(Loading.Refused.class);
  }

  @Test
  void aHomeThatIsAFileIsRefused() {
    given.file(given.directory.resolve("file"), "").env("KAMIYO_HOME", "file");
    Loading loading = given.onStdio();
    assertThat(loading).isInstanceOf(Loading.Refused.class);
    assertThat(subjects(loading)).containsExactly("KAMIYO_HOME");
  }

  private static List<String> subjects(Loading loading) {
    return loading.problems().stream().map(Problem::subject).toList();
  }
}
