package ai.kamiyo.adapters.billing.token;

import ai.kamiyo.adapters.billing.BillingSettings.Signing;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.AccessTokens;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.TokenClaims;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose keys are read, and whose library is loaded, when the first one is signed or
 * verified: a start that needs none does not wait. Thread-safe.
 */
public final class LazyAccessTokens implements AccessTokens {
  private final Signing signing;
  private final Clock clock;
  private volatile @Nullable Made made;

  public LazyAccessTokens(Signing signing, Clock clock) {
    this.signing = signing;
    this.clock = clock;
  }

  @Override
  public AccessToken sign(TokenClaims claims) {
    return made().tokens.sign(claims);
  }

  @Override
  public Verification verify(AccessToken token) {
    return made().tokens.verify(token);
  }

  @Override
  public void forget(Sha256 token) {
    made().tokens.forget(token);
  }

  @Override
  public void forget(CustomerId customer) {
    Made known = made;
    if (known != null) {
      known.tokens.forget(customer);
    }
  }

  /** The public keys as a JSON Web Key Set; throws if the key cannot be read. */
  public String published() {
    return made().keys.published();
  }

  private Made made() {
    Made known = made;
    return known == null ? make() : known;
  }

  private synchronized Made make() {
    Made known = made;
    if (known == null) {
      SigningKeys keys =
          switch (signing.algorithm()) {
            case HS256 -> SigningKeys.hmac(signing.secret().get(), signing.previous());
            case EDDSA -> SigningKeys.ed25519(signing.privateKey().orElseThrow());
            case ES256 -> SigningKeys.es256(signing.privateKey().orElseThrow());
          };
      known =
          new Made(keys, new JwtAccessTokens(keys, signing.issuer(), signing.audience(), clock));
      made = known;
    }
    return known;
  }

  private record Made(SigningKeys keys, JwtAccessTokens tokens) {}
}
