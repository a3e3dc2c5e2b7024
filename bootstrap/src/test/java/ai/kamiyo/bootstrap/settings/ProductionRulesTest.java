package ai.kamiyo.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of production alone, and all of them at once. */
class ProductionRulesTest {
  private static final Map<String, String> SOUND =
      Map.ofEntries(
          Map.entry("ENVIRONMENT", "production"),
          Map.entry("MCP_JWT_SECRET", "q8Jw0ZpX3vT6yB1nM4kR7sD2fG5hL9cA"),
          Map.entry("DATABASE_URL", "postgres://u:p@h/d"),
          Map.entry("MCP_PUBLIC_URL", "https://m.example"),
          Map.entry("KAMIYO_API_URL", "https://a.example"),
          Map.entry("STRIPE_SECRET_KEY", "sk_live_1"),
          Map.entry("STRIPE_WEBHOOK_SECRET", "whsec_1"),
          Map.entry("STRIPE_PRICE_MCP_PERSONAL", "price_1"),
          Map.entry("STRIPE_PRICE_MCP_TEAM", "price_2"),
          Map.entry("STRIPE_PRICE_MCP_ENTERPRISE", "price_3"),
          Map.entry("WALLET_EVIDENCE", "rpc"));

  @TempDir Path folder;

  @Test
  void soundSettingsMayStart() {
    Loading loading = new Given(folder).env(SOUND).onStdio().forStart();
    assertThat(loading.problems()).isEmpty();
    assertThat(loading).isInstanceOf(Loading.Ready.class);
  }

  @ParameterizedTest
  @CsvSource({
    "MCP_JWT_SECRET,",
    "MCP_JWT_SECRET,short",
    "MCP_JWT_SECRET,your-secret-key-change-in-production",
    "MCP_JWT_SECRET,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "MCP_JWT_SECRET_PREVIOUS,change-me-change-me-change-me-change-me",
    "STRIPE_SECRET_KEY,sk_test_1",
    "STRIPE_SECRET_KEY,rk_test_1",
    "STRIPE_WEBHOOK_SECRET,",
    "STRIPE_PRICE_MCP_PERSONAL,",
    "STRIPE_PRICE_MCP_TEAM,",
    "STRIPE_PRICE_MCP_ENTERPRISE,",
    "DATABASE_URL,",
    "DATABASE_URL,sqlite:/x.db",
    "MCP_PUBLIC_URL,",
    "MCP_PUBLIC_URL,http://m.example",
    "MCP_ALLOWED_ORIGINS,*",
    "'MCP_ALLOWED_ORIGINS','https://a.example,*'",
    "WALLET_EVIDENCE,",
    "KAMIYO_API_URL,",
  })
  void refuses(String name, String text) {
    Given given = new Given(folder).env(SOUND).env(name, text == null ? "" : text);
    Loading loading = given.onStdio().forStart();

    assertThat(loading).isInstanceOf(Loading.Refused.class);
    assertThat(loading.problems()).extracting(Problem::subject).containsExactly(name);
    if (text != null && name.contains("SECRET")) {
      assertThat(loading.problems().getFirst().message()).doesNotContain(text);
    }
  }

  @Test
  void listsAllAtOnceWithTheInvalidValues() {
    Given given =
        new Given(folder)
            .env("ENVIRONMENT", "production")
            .env("STRIPE_SECRET_KEY", "sk_test_1")
            .env("MCP_JWT_SECRET", "short")
            .env("MCP_ALLOWED_ORIGINS", "*")
            .env("KAMIYO_API_TIMEOUT", "soon");

    assertThat(given.onStdio().forStart().problems())
        .extracting(Problem::subject)
        .containsExactlyInAnyOrder(
            "KAMIYO_API_TIMEOUT",
            "MCP_JWT_SECRET",
            "STRIPE_SECRET_KEY",
            "STRIPE_WEBHOOK_SECRET",
            "STRIPE_PRICE_MCP_PERSONAL",
            "STRIPE_PRICE_MCP_TEAM",
            "STRIPE_PRICE_MCP_ENTERPRISE",
            "DATABASE_URL",
            "MCP_PUBLIC_URL",
            "MCP_ALLOWED_ORIGINS",
            "WALLET_EVIDENCE",
            "KAMIYO_API_URL");
  }

  @Test
  void withoutBillingOrWithoutTheFeatureNoEvidenceIsNeeded() {
    Given unsold = new Given(folder).env(SOUND).env("WALLET_EVIDENCE", "none");
    assertThat(unsold.env("ENABLE_WALLET_MONITORING", "false").onStdio().forStart().problems())
        .isEmpty();
    unsold.env("ENABLE_WALLET_MONITORING", "true").env("STRIPE_SECRET_KEY", "");
    assertThat(unsold.onStdio().forStart().problems()).isEmpty();
  }

  @Test
  void operatorCommandsAreNotHeldToThem() {
    Loading loading = new Given(folder).env("ENVIRONMENT", "production").forOperator();
    assertThat(loading).isInstanceOf(Loading.Ready.class);
  }

  @Test
  void developmentIsHeldToNone() {
    Loading loading = new Given(folder).env("STRIPE_SECRET_KEY", "sk_test_1").onStdio();
    assertThat(loading.forStart()).isEqualTo(loading);
    assertThat(ProductionRules.problems(Given.settings(loading))).isEqualTo(List.of());
  }
}
