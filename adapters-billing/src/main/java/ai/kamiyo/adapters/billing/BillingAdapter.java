package ai.kamiyo.adapters.billing;

import ai.kamiyo.adapters.billing.token.HmacClaimCodes;
import ai.kamiyo.adapters.billing.token.LazyAccessTokens;
import ai.kamiyo.domain.access.AccessTokens;
import ai.kamiyo.domain.billing.ClaimCodes;
import java.time.Clock;

/** The door of this module: tokens. Making one reads no key. */
public final class BillingAdapter {
  private final LazyAccessTokens tokens;
  private final BillingSettings.Signing signing;

  public BillingAdapter(BillingSettings settings, Clock clock) {
    signing = settings.signing();
    tokens = new LazyAccessTokens(settings.signing(), clock);
  }

  public AccessTokens accessTokens() {
    return tokens;
  }

  /** Codes of claims; reads the secret at the first one. */
  public ClaimCodes claimCodes() {
    return claim -> new HmacClaimCodes(signing.secret().get()).of(claim);
  }

  /** The public keys that verify tokens, as a JSON Web Key Set. */
  public String publishedKeys() {
    return tokens.published();
  }
}
