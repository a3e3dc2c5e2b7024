package ai.kamiyo.bootstrap.settings;

import ai.kamiyo.bootstrap.settings.Database.PostgreSql;
import ai.kamiyo.bootstrap.settings.Wallet.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What production demands of the settings beyond that each is valid; development demands none. */
public final class ProductionRules {
  private final Settings settings;
  private final List<Problem> problems = new ArrayList<>();

  private ProductionRules(Settings settings) {
    this.settings = settings;
  }

  /** All reasons not to start with these settings. */
  public static List<Problem> problems(Settings settings) {
    if (!settings.production()) {
      return List.of();
    }
    ProductionRules rules = new ProductionRules(settings);
    rules.signing();
    rules.stripe();
    rules.database();
    rules.web();
    rules.evidence();
    rules.upstream();
    return List.copyOf(rules.problems);
  }

  private void signing() {
    Tokens tokens = settings.tokens();
    String example = "for example the output of `openssl rand -base64 48`";
    if (tokens.secret().isEmpty()) {
      broken(Tokens.MCP_JWT_SECRET, "is required, at least 32 bytes, " + example);
    }
    wellKnown(Tokens.MCP_JWT_SECRET, tokens.secret(), example);
    wellKnown(Tokens.MCP_JWT_SECRET_PREVIOUS, tokens.previous(), example);
  }

  private void wellKnown(Setting<Secret> setting, Optional<Secret> secret, String example) {
    if (secret.filter(Secrets::wellKnown).isPresent()) {
      broken(setting, "is a known default or a placeholder; give a random one, " + example);
    }
  }

  private void stripe() {
    Billing billing = settings.billing();
    if (billing.secretKey().isEmpty()) {
      return;
    }
    String key = billing.secretKey().get().reveal();
    if (key.startsWith("sk_test_") || key.startsWith("rk_test_")) {
      broken(Billing.STRIPE_SECRET_KEY, "is a test key; give a live one, sk_live_… or rk_live_…");
    }
    if (billing.webhookSecret().isEmpty()) {
      broken(Billing.STRIPE_WEBHOOK_SECRET, "is required with STRIPE_SECRET_KEY, such as whsec_…");
    }
    Billing.PRICES.forEach((tier, price) -> {
      if (!billing.prices().containsKey(tier)) {
        broken(price, "is required with STRIPE_SECRET_KEY, such as price_1AbCdEfGh");
      }
    });
  }

  private void database() {
    if (!(settings.storage().database() instanceof PostgreSql)) {
      broken(
          Storage.DATABASE_URL, "must be PostgreSQL, for example " + DatabaseUrls.KIND.example());
    }
  }

  private void web() {
    if (!settings.web().publicUrl().https()) {
      broken(Web.MCP_PUBLIC_URL, "must be an https URL, for example https://mcp.kamiyo.ai");
    }
    if (settings.web().allowedOrigins().contains(Addresses.ANY)) {
      broken(
          Web.MCP_ALLOWED_ORIGINS, "must not be *; name the origins, as in https://app.kamiyo.ai");
    }
  }

  private void evidence() {
    boolean sold = settings.billing().secretKey().isPresent();
    boolean none = settings.wallet().evidence() == Evidence.NONE;
    if (settings.features().walletMonitoring() && sold && none) {
      broken(
          Wallet.WALLET_EVIDENCE,
          "must not be none while wallet monitoring is sold; give etherscan, blockscout or rpc, or"
              + " set ENABLE_WALLET_MONITORING=false");
    }
  }

  private void upstream() {
    if (settings.api().url().isEmpty()) {
      broken(KamiyoApi.KAMIYO_API_URL, "is required, for example https://api.kamiyo.ai");
    }
  }

  private void broken(Setting<?> setting, String message) {
    problems.add(Problem.of(setting.name(), "in production " + message));
  }
}
