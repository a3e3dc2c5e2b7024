package ai.kamiyo.bootstrap.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.adapters.persistence.PersistenceSettings;
import ai.kamiyo.bootstrap.endtoend.Json;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.access.TokenId;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes tokens by hand, as the server would or not quite, and enters them among those that were
 * issued: whatever is refused then, is so for what it says and not for being unknown.
 */
final class Forge implements AutoCloseable {
  private final PersistenceAdapter rows;
  private final Clock clock = Clock.systemUTC();
  private final String issuer;

  /** A forge that knows where the server keeps its rows. */
  Forge(Path home, String issuer) {
    this.rows = new PersistenceAdapter(PersistenceSettings.in(home), clock);
    this.issuer = issuer;
  }

  /** Signs a text, or does as if. */
  interface Signer {
    byte[] sign(byte[] text) throws GeneralSecurityException;
  }

  static Signer hmac(byte[] key) {
    return text -> {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    };
  }

  static Signer ed25519(PrivateKey key) {
    return text -> {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    };
  }

  /** What a token of this server says. */
  Map<String, Object> claims() {
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", issuer);
    claims.put("sub", "acme");
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now - 10);
    claims.put("exp", now + 3600);
    claims.put("type", "mcp_access");
    claims.put("version", "1");
    claims.put("tier", "personal");
    return claims;
  }

  /** A token of these parts, which the server takes for issued. */
  String issued(String algorithm, String key, Map<String, Object> claims, Signer signer) {
    String token = written(algorithm, key, claims, signer);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    rows.tokenRegistry()
        .record(
            new IssuedToken(
                new TokenClaims(
                    new TokenId(String.valueOf(claims.get("jti"))),
                    new CustomerId("acme"),
                    Tier.PERSONAL,
                    Optional.empty(),
                    now,
                    now.plusSeconds(3600)),
                new AccessToken(token).hash(),
                IssuedToken.Origin.OPERATOR,
                Optional.empty()));
    return token;
  }

  /** A token of these parts, of which the server has not heard. */
  static String written(String algorithm, String key, Map<String, Object> claims, Signer signer) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", algorithm);
    header.put("kid", key);
    header.put("typ", "JWT");
    String text = part(header) + "." + part(claims);
    try {
      return text + "." + encoded(signer.sign(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String part(Map<String, Object> json) {
    return encoded(Json.write(json).getBytes(UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What the part of a token says. */
  static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), UTF_8);
  }

  @Override
  public void close() {
    rows.close();
  }
}
