package ai.kamiyo.adapters.billing.token;

import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.billing.ClaimCodes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of claims, as an HMAC-SHA256 of their id with the signing secret. */
public final class HmacClaimCodes implements ClaimCodes {
  private static final String ALGORITHM = "HmacSHA256";

  private final Supplier<byte[]> secret;
  private final Optional<byte[]> previous;

  /**
   * Codes for links.
   *
   * @param previous a secret that made codes before it was replaced
   */
  public HmacClaimCodes(Supplier<byte[]> secret, Optional<byte[]> previous) {
    this.secret = secret;
    this.previous = previous.map(byte[]::clone);
  }

  @Override
  public String of(String claim) {
    return code(claim, secret.get());
  }

  @Override
  public Optional<String> again(String claim, Sha256 kept) {
    return Stream.concat(Stream.of(secret.get()), previous.stream())
        .map(key -> code(claim, key))
        .filter(code -> Sha256.of(code).equals(kept))
        .findFirst();
  }

  private static String code(String claim, byte[] secret) {
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
