package ai.kamiyo.adapters.billing.token;

import ai.kamiyo.domain.access.Sha256;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.gson.io.GsonSerializer;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import io.jsonwebtoken.security.PrivateJwk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Key;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The key that signs, the keys that verify, each under its id, and the one algorithm that they are
 * for: whatever algorithm a token names, no other is used.
 */
final class SigningKeys {
  /** What a server publishes that has no public key. */
  private static final String NO_KEYS = "{\"keys\":[]}";

  private static final int ID_LENGTH = 16;

  private final String algorithm;
  private final String id;
  private final Key signing;
  private final Map<String, Key> verifying;
  private final String published;

  private SigningKeys(
      String algorithm, String id, Key signing, Map<String, Key> verifying, String published) {
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
    previous.ifPresent(former -> verifying.put(id(former), Keys.hmacShaKeyFor(former)));
    SecretKey key = Keys.hmacShaKeyFor(secret);
    verifying.put(id(secret), key);
    return new SigningKeys("HS256", id(secret), key, verifying, NO_KEYS);
  }

  /** EdDSA with Ed25519, from a PEM file. */
  static SigningKeys ed25519(Path file) {
    return pair("EdDSA", Jwks.builder().octetKey(PemFile.ed25519(file)).idFromThumbprint().build());
  }

  /** ES256, which is ECDSA on P-256, from a PEM file. */
  static SigningKeys es256(Path file) {
    return pair("ES256", Jwks.builder().key(PemFile.p256(file)).idFromThumbprint().build());
  }

  private static SigningKeys pair(String algorithm, PrivateJwk<?, ?, ?> pair) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new GsonSerializer<Map<String, ?>>().serialize(Jwks.set().add(pair.toPublicJwk()).build(), out);
    return new SigningKeys(
        algorithm,
        pair.getId(),
        pair.toKey(),
        Map.of(pair.getId(), pair.toPublicJwk().toKey()),
        out.toString(StandardCharsets.UTF_8));
  }

  String id() {
    return id;
  }

  Key signing() {
    return signing;
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
