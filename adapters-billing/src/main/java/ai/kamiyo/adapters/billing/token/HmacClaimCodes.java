package ai.kamiyo.adapters.billing.token;

import ai.kamiyo.domain.billing.ClaimCodes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of claims, as an HMAC-SHA256 of their id with the signing secret. */
public final class HmacClaimCodes implements ClaimCodes {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] secret;

  public HmacClaimCodes(byte[] secret) {
    this.secret = secret.clone();
  }

  @Override
  public String of(String claim) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] code = mac.doFinal(("claim:" + claim).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
