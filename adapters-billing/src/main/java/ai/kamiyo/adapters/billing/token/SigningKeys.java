package ai.kamiyo.adapters.billing.token;

import ai.kamiyo.domain.access.Sha256;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.gson.io.GsonSerializer;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Key;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that signs, the keys that verify, each under its id, and the one algorithm that they are
 * for: whatever algorithm a token names, no other is used.
 */
final class SigningKeys {
  /** What a server publishes that has no public key. */
  private static final String NO_KEYS = "{\"keys\":[]}";

  private static final String HS256 = "HS256";
  private static final int ID_LENGTH = 16;
  private static final int MIN_BYTES = 32;

  private final String algorithm;
  private final String id;
  private final UnaryOperator<JwtBuilder> signing;
  private final Map<String, Key> verifying;
  private final String published;

  private SigningKeys(
      String algorithm,
      String id,
      UnaryOperator<JwtBuilder> signing,
      Map<String, Key> verifying,
      String published) {
    this.algorithm = algorithm;
    this.id = id;
    this.signing = signing;
    this.verifying = Map.copyOf(verifying);
    this.published = published;
  }

  /**
   * HS256 with a secret of at least 32 bytes.
   *
   * @param previous a secret that still verifies while rotating
   */
  static SigningKeys hmac(byte[] secret, Optional<byte[]> previous) {
    Map<String, Key> verifying = new LinkedHashMap<>();
    previous.ifPresent(former -> verifying.put(id(former), key(former)));
    SecretKey key = key(secret);
    verifying.put(id(secret), key);
    return new SigningKeys(
        HS256, id(secret), jwt -> jwt.signWith(key, Jwts.SIG.HS256), verifying, NO_KEYS);
  }

  /** EdDSA with Ed25519, from a PEM file. */
  static SigningKeys ed25519(Path file) {
    return pair(
        Jwts.SIG.EdDSA, Jwks.builder().octetKey(PemFile.ed25519(file)).idFromThumbprint().build());
  }

  /** ES256, which is ECDSA on P-256, from a PEM file. */
  static SigningKeys es256(Path file) {
    return pair(Jwts.SIG.ES256, Jwks.builder().key(PemFile.p256(file)).idFromThumbprint().build());
  }

  /** For this algorithm whatever the secret's length, from which a library might guess another. */
  private static SecretKey key(byte[] secret) {
    if (secret.length < MIN_BYTES) {
      throw new IllegalArgumentException("a secret that signs has at least 32 bytes");
    }
    return new SecretKeySpec(secret, "HmacSHA256");
  }

  private static SigningKeys pair(SignatureAlgorithm algorithm, PrivateJwk<?, ?, ?> pair) {
    PrivateKey key = pair.toKey();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new GsonSerializer<Map<String, ?>>().serialize(Jwks.set().add(pair.toPublicJwk()).build(), out);
    return new SigningKeys(
        algorithm.getId(),
        pair.getId(),
        jwt -> jwt.signWith(key, algorithm),
        Map.of(pair.getId(), pair.toPublicJwk().toKey()),
        out.toString(StandardCharsets.UTF_8));
  }

  String id() {
    return id;
  }

  JwtBuilder sign(JwtBuilder token) {
    return signing.apply(token);
  }

  /** The key for a token, if its header names this algorithm and a key that is known. */
  Key verifying(JwsHeader header) {
    Key key = header.getKeyId() == null ? null : verifying.get(header.getKeyId());
    if (key == null || !algorithm.equals(header.getAlgorithm())) {
      throw new UnsupportedJwtException("another key or algorithm");
    }
    return key;
  }

  /** The public keys as a JSON Web Key Set. */
  String published() {
    return published;
  }

  /** An id that tells nothing of the secret: its hash is hashed again. */
  private static String id(byte[] secret) {
    String text = Base64.getEncoder().encodeToString(secret);
    return Sha256.of("kid " + Sha256.of(text).hex()).hex().substring(0, ID_LENGTH);
  }
}
