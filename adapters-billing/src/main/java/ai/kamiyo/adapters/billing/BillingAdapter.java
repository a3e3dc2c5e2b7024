package ai.kamiyo.adapters.billing;

import ai.kamiyo.adapters.billing.token.LazyAccessTokens;
import ai.kamiyo.domain.access.AccessTokens;
import java.time.Clock;

/** The door of this module: tokens. Making one reads no key. */
public final class BillingAdapter {
  private final LazyAccessTokens tokens;

  public BillingAdapter(BillingSettings settings, Clock clock) {
    tokens = new LazyAccessTokens(settings.signing(), clock);
  }

  public AccessTokens accessTokens() {
    return tokens;
  }

  /** The public keys that verify tokens, as a JSON Web Key Set. */
  public String publishedKeys() {
    return tokens.published();
  }
}
