package ai.kamiyo.bootstrap;

import ai.kamiyo.adapters.billing.BillingSettings;
import ai.kamiyo.bootstrap.settings.Billing;
import ai.kamiyo.bootstrap.settings.Secret;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Tokens;
import ai.kamiyo.bootstrap.settings.Url;

/** How tokens are signed and what is sold, as the settings say it. */
final class BillingTerms {
  private BillingTerms() {}

  static BillingSettings of(Settings settings) {
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
}
