package ai.kamiyo.adapters.billing.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.application.access.Authenticate;
import ai.kamiyo.application.access.IssueToken;
import ai.kamiyo.application.access.Issued;
import ai.kamiyo.application.access.RevokeToken;
import ai.kamiyo.application.access.RotateToken;
import ai.kamiyo.application.access.TokenMint;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.AccessTokens;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.InMemoryInvalidations;
import ai.kamiyo.domain.access.InMemoryTokenRegistry;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.access.SettableClock;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenId;
import com.google.gson.Gson;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.gson.io.GsonDeserializer;
import io.jsonwebtoken.gson.io.GsonSerializer;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Genuine tokens, and all the others. */
class AccessTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final byte[] SECRET =
      "a secret of at least 32 bytes, made for tests".getBytes(UTF_8);
  private static final byte[] OTHER =
      "another secret of at least 32 bytes, for tests".getBytes(UTF_8);
  private static final String HERE = "https://mcp.example";
  private static final CustomerId ALICE = new CustomerId("cus_alice");

  @TempDir private Path folder = Path.of("");
  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryTokenRegistry registry = new InMemoryTokenRegistry(clock);
  private final InMemoryInvalidations invalidations = new InMemoryInvalidations();
  private final AccessTokens tokens = hmac(SECRET);

  @Test
  void aTokenSaysWhoTheCustomerIs() {
    Issued issued = issue(tokens);
    assertThat(caller(tokens, issued.token().reveal()))
        .isEqualTo(new Caller.Customer(ALICE, "claude"));
    assertThat(tokens.verify(issued.token()))
        .isEqualTo(new AccessTokens.Genuine(issued.kept().claims()));
  }

  @Test
  void aTokenHoldsWhatOthersExpect() {
    String[] parts = issue(tokens).token().reveal().split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    assertThat(header).contains("\"alg\":\"HS256\"").contains("\"kid\":");
    assertThat(claims)
        .contains("\"iss\":\"https://mcp.example\"")
        .contains("\"aud\":\"https://mcp.example\"")
        .contains("\"sub\":\"cus_alice\"")
        .contains("\"jti\":")
        .contains("\"iat\":1795435200")
        .contains("\"exp\":")
        .contains("\"type\":\"mcp_access\"")
        .contains("\"version\":\"1\"")
        .contains("\"tier\":\"team\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 47, 48, 64, 200})
  void theAlgorithmDoesNotDependOnTheLengthOfTheSecret(int length) {
    AccessTokens signer = hmac("0123456789abcdef".repeat(13).substring(0, length).getBytes(UTF_8));
    Issued issued = issue(signer);
    String header = issued.token().reveal().split("\\.", -1)[0];
    assertThat(new String(Base64.getUrlDecoder().decode(header), UTF_8)).contains("\"HS256\"");
    assertThat(caller(signer, issued.token().reveal())).isInstanceOf(Caller.Customer.class);
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatThrownBy(() -> hmac(new byte[31])).hasMessageContaining("32 bytes");
  }

  @Test
  void itPrintsNowhere() {
    Issued issued = issue(tokens);
    assertThat(issued.toString()).doesNotContain(issued.token().reveal());
  }

  @Test
  void itExpiresToTheSecondAlsoWhereItWasRemembered() {
    Issued issued = issue(tokens);
    Instant end = issued.kept().claims().expiresAt();
    clock.set(end.minusMillis(1));
    assertThat(caller(tokens, issued.token().reveal())).isInstanceOf(Caller.Customer.class);
    clock.set(end);
    assertThat(refusal(tokens, issued.token().reveal())).isEqualTo(new Refusal.TokenExpired());
    assertThat(refusal(hmac(SECRET), issued.token().reveal()))
        .isEqualTo(new Refusal.TokenExpired());
  }

  @Test
  void itCanBeRevokedAlsoWhereItWasRemembered() {
    Issued issued = issue(tokens);
    assertThat(caller(tokens, issued.token().reveal())).isInstanceOf(Caller.Customer.class);
    registry.revoke(issued.kept().id(), NOW);
    assertThat(refusal(tokens, issued.token().reveal())).isEqualTo(new Refusal.TokenRevoked());
  }

  @Test
  void rotatingGivesOneNewTokenForTheOldOne() {
    Issued first = issue(tokens);
    Authenticate authenticate = new Authenticate(tokens, registry);
    RotateToken rotate =
        new RotateToken(
            authenticate,
            new TokenMint(tokens, Duration.ofDays(365), clock),
            registry,
            invalidations,
            clock);
    RotateToken.Outcome outcome = rotate.rotate(first.token());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            RotateToken.Rotated.class,
            rotated -> {
              assertThat(caller(tokens, rotated.issued().token().reveal()))
                  .isInstanceOf(Caller.Customer.class);
              assertThat(rotated.issued().kept().claims().expiresAt())
                  .isEqualTo(first.kept().claims().expiresAt());
            });
    assertThat(rotate.rotate(first.token()))
        .isEqualTo(new RotateToken.Refused(new Refusal.TokenRevoked()));
    // Once for the token that was issued, once for the rotation, not for the refusal.
    assertThat(invalidations.published()).containsExactly(ALICE, ALICE);
  }

  @Test
  void revokingIsToldOnceAndOnlyWhereSomethingWasRevoked() {
    Issued issued = issue(tokens);
    RevokeToken revoke = new RevokeToken(registry, invalidations, clock);
    assertThat(revoke.revoke(new TokenId("unheard-of"))).isEqualTo(RevokeToken.Outcome.UNKNOWN);
    assertThat(invalidations.published()).hasSize(1);
    assertThat(revoke.revoke(issued.kept().id())).isEqualTo(RevokeToken.Outcome.REVOKED);
    assertThat(revoke.revoke(issued.kept().id())).isEqualTo(RevokeToken.Outcome.REVOKED_BEFORE);
    assertThat(invalidations.published()).containsExactly(ALICE, ALICE);
  }

  @Test
  void whatWasVerifiedOfACustomerIsForgottenWhenToldSo() {
    JwtAccessTokens remembering =
        new JwtAccessTokens(SigningKeys.hmac(SECRET, Optional.empty()), HERE, HERE, clock);
    Issued issued = issue(remembering);
    assertThat(caller(remembering, issued.token().reveal())).isInstanceOf(Caller.Customer.class);
    remembering.forget(new CustomerId("cus_bob"));
    assertThat(remembering.remembered()).isEqualTo(1);
    remembering.forget(ALICE);
    assertThat(remembering.remembered()).isZero();
    assertThat(caller(remembering, issued.token().reveal())).isInstanceOf(Caller.Customer.class);
  }

  @Test
  void aGenuineTokenThatWasNeverRecordedIsNotAccepted() {
    assertInvalid(forged(SECRET, claims -> {}));
  }

  @Test
  void anotherKeyIsNotAccepted() {
    assertInvalid(forged(OTHER, claims -> {}));
    // Not even if it names ours.
    assertInvalid(signed(OTHER, keyId(SECRET), claims()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "sub", "jti", "iat", "exp", "type", "version", "tier"})
  void eachClaimIsDemanded(String name) {
    assertInvalid(forged(SECRET, claims -> claims.remove(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iss=https://evil.example",
        "aud=https://evil.example",
        "type=refresh",
        "version=2",
        "tier=god",
        "sub= ",
        "jti=no/path",
        "jti="
      })
  void foreignClaimsAreNotAccepted(String claim) {
    String[] pair = claim.split("=", 2);
    assertInvalid(forged(SECRET, claims -> claims.put(pair[0], pair[1])));
  }

  @Test
  void claimsOfAnotherTypeAreNotAccepted() {
    assertInvalid(forged(SECRET, claims -> claims.put("sub", 7)));
    assertInvalid(forged(SECRET, claims -> claims.put("exp", "soon")));
    assertInvalid(forged(SECRET, claims -> claims.put("aud", Map.of("a", "b"))));
    assertInvalid(forged(SECRET, claims -> claims.put("subscription_id", 7)));
  }

  @Test
  void aTokenThatIsNotYetValidIsNotAccepted() {
    long later = NOW.plusSeconds(3600).getEpochSecond();
    assertInvalid(forged(SECRET, claims -> claims.put("nbf", later)));
    assertInvalid(forged(SECRET, claims -> claims.put("iat", later)));
  }

  @Test
  void anExpiredTokenOfSomebodyElseIsNotCalledExpired() {
    long past = NOW.minusSeconds(60).getEpochSecond();
    long before = NOW.minusSeconds(3600).getEpochSecond();
    assertInvalid(
        forged(
            SECRET,
            claims -> {
              claims.put("iat", before);
              claims.put("exp", past);
              claims.put("aud", "https://evil.example");
            }));
    assertInvalid(
        forged(
            OTHER,
            claims -> {
              claims.put("iat", before);
              claims.put("exp", past);
            }));
  }

  @Test
  void aTokenThatEndsBeforeItBeginsIsNotAccepted() {
    assertInvalid(
        forged(SECRET, claims -> claims.put("exp", NOW.minusSeconds(1).getEpochSecond())));
  }

  @Test
  void unsignedTokensAreNotAccepted() {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String claims = issue(tokens).token().reveal().split("\\.", -1)[1];
    for (String alg : new String[] {"none", "None", "NONE", "nOnE", ""}) {
      String header = "{\"alg\":\"" + alg + "\",\"kid\":\"" + keyId(SECRET) + "\"}";
      String head = base64.encodeToString(header.getBytes(UTF_8));
      assertInvalid(head + "." + claims + ".");
      assertInvalid(head + "." + claims);
    }
  }

  @Test
  void aTierRaisedByHandIsNotAccepted() {
    String[] parts = issue(tokens).token().reveal().split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    String raised =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.replace("\"team\"", "\"enterprise\"").getBytes(UTF_8));
    assertThat(raised).isNotEqualTo(parts[1]);
    assertInvalid(parts[0] + "." + raised + "." + parts[2]);
  }

  @Test
  void aCutTokenIsNotAccepted() {
    String token = issue(tokens).token().reveal();
    for (int length = 0; length < token.length(); length++) {
      assertInvalid(token.substring(0, length));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "...",
        "a.b.c",
        "null",
        "{}",
        "eyJhbGciOiJIUzI1NiJ9..",
        "\u0000",
        "🦀.🦀.🦀"
      })
  void noiseIsNotAccepted(String noise) {
    assertInvalid(noise);
    assertInvalid("x".repeat(100_000));
  }

  @Test
  void theFormerSecretStillVerifiesWhileRotating() {
    Issued former = issue(hmac(OTHER));
    AccessTokens rotating = hmac(SECRET, Optional.of(OTHER));
    assertThat(caller(rotating, former.token().reveal())).isInstanceOf(Caller.Customer.class);
    Issued next = issue(rotating);
    assertThat(caller(hmac(SECRET), next.token().reveal())).isInstanceOf(Caller.Customer.class);
    assertThat(refusal(hmac(SECRET), former.token().reveal()))
        .isEqualTo(new Refusal.TokenInvalid());
  }

  @Test
  void ed25519SignsAndPublishesItsPublicKey() throws Exception {
    SigningKeys keys = SigningKeys.ed25519(pem(edwards("Ed25519")));
    assertKeyPairWorks(keys, "EdDSA");
    assertThat(keys.published())
        .contains("\"crv\":\"Ed25519\"")
        .contains("\"kid\":\"" + keys.id() + "\"")
        .doesNotContain("\"d\"");
  }

  @Test
  void es256SignsAndPublishesItsPublicKey() throws Exception {
    SigningKeys keys = SigningKeys.es256(pem(curve("secp256r1")));
    assertKeyPairWorks(keys, "ES256");
    assertThat(keys.published())
        .contains("\"crv\":\"P-256\"")
        .contains("\"kid\":\"" + keys.id() + "\"")
        .doesNotContain("\"d\"");
  }

  @Test
  void aSecretPublishesNothing() {
    assertThat(SigningKeys.hmac(SECRET, Optional.of(OTHER)).published()).isEqualTo("{\"keys\":[]}");
  }

  /** The public key is public: as a secret for HS256 it must be worth nothing. */
  @Test
  void aPublicKeyTakenForASecretIsNotAccepted() throws Exception {
    SigningKeys keys = SigningKeys.es256(pem(curve("secp256r1")));
    AccessTokens strict = new JwtAccessTokens(keys, HERE, HERE, clock);
    for (byte[] material : new byte[][] {publicKey(keys), keys.published().getBytes(UTF_8)}) {
      String token = signed(material, keys.id(), claims());
      assertThat(strict.verify(new AccessToken(token))).isEqualTo(new AccessTokens.Invalid());
    }
  }

  @Test
  void aKeyFileMustHoldTheRightKind() throws Exception {
    Path p384 = pem(curve("secp384r1"));
    Path ed448 = pem(edwards("Ed448"));
    Path ed25519 = pem(edwards("Ed25519"));
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
    assertThatThrownBy(() -> SigningKeys.es256(p384)).hasMessageContaining("P-256");
    assertThatThrownBy(() -> SigningKeys.es256(ed25519)).hasMessageContaining("P-256");
    assertThatThrownBy(() -> SigningKeys.ed25519(ed448)).hasMessageContaining("Ed25519");
    assertThatThrownBy(() -> SigningKeys.ed25519(empty)).hasMessageContaining("PEM");
    assertThatThrownBy(() -> SigningKeys.ed25519(folder.resolve("none.pem")))
        .hasMessageContaining("MCP_JWT_PRIVATE_KEY_FILE");
  }

  @Test
  void codesOfClaimsAreTheSameForOneClaimOnly() {
    HmacClaimCodes codes = new HmacClaimCodes(() -> SECRET, Optional.empty());
    assertThat(codes.of("claim-1"))
        .isEqualTo(new HmacClaimCodes(() -> SECRET, Optional.empty()).of("claim-1"));
    assertThat(codes.of("claim-1"))
        .hasSize(43)
        .isNotEqualTo(codes.of("claim-2"))
        .isNotEqualTo(new HmacClaimCodes(() -> OTHER, Optional.empty()).of("claim-1"));
  }

  private void assertKeyPairWorks(SigningKeys keys, String algorithm) {
    AccessTokens pair = new JwtAccessTokens(keys, HERE, HERE, clock);
    Issued issued = issue(pair);
    String header = issued.token().reveal().split("\\.", -1)[0];
    assertThat(new String(Base64.getUrlDecoder().decode(header), UTF_8))
        .contains("\"alg\":\"" + algorithm + "\"");
    assertThat(caller(pair, issued.token().reveal())).isInstanceOf(Caller.Customer.class);
    assertThat(refusal(tokens, issued.token().reveal())).isEqualTo(new Refusal.TokenInvalid());
    assertThat(refusal(pair, issue(tokens).token().reveal())).isEqualTo(new Refusal.TokenInvalid());
  }

  private void assertInvalid(String token) {
    assertThat(refusal(tokens, token)).isEqualTo(new Refusal.TokenInvalid());
  }

  private Refusal refusal(AccessTokens by, String token) {
    Caller caller = caller(by, token);
    assertThat(caller).as(token).isInstanceOf(Caller.Rejected.class);
    return ((Caller.Rejected) caller).refusal();
  }

  private Caller caller(AccessTokens by, String token) {
    return new Authenticate(by, registry).caller(new AccessToken(token), "claude");
  }

  private Issued issue(AccessTokens by) {
    return new IssueToken(new TokenMint(by, Duration.ofDays(365), clock), registry, invalidations)
        .issue(ALICE, Tier.TEAM, Optional.empty());
  }

  private AccessTokens hmac(byte[] secret) {
    return hmac(secret, Optional.empty());
  }

  private AccessTokens hmac(byte[] secret, Optional<byte[]> previous) {
    return new JwtAccessTokens(SigningKeys.hmac(secret, previous), HERE, HERE, clock);
  }

  private static String keyId(byte[] secret) {
    return SigningKeys.hmac(secret, Optional.empty()).id();
  }

  private static String forged(byte[] secret, Consumer<Map<String, Object>> change) {
    Map<String, Object> claims = claims();
    change.accept(claims);
    return signed(secret, keyId(secret), claims);
  }

  private static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", HERE);
    claims.put("aud", HERE);
    claims.put("sub", "cus_alice");
    claims.put("jti", "forged-1");
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.plusSeconds(3600).getEpochSecond());
    claims.put("type", "mcp_access");
    claims.put("version", "1");
    claims.put("tier", "enterprise");
    return claims;
  }

  private static String signed(byte[] secret, String keyId, Map<String, Object> claims) {
    JwtBuilder builder = Jwts.builder().json(new GsonSerializer<>());
    String payload = new Gson().toJson(claims);
    return builder
        .header()
        .keyId(keyId)
        .and()
        .content(payload)
        .signWith(
            Keys.hmacShaKeyFor(Arrays.copyOf(secret, Math.max(32, secret.length))), Jwts.SIG.HS256)
        .compact();
  }

  private static byte[] publicKey(SigningKeys keys) {
    return Jwks.setParser()
        .json(new GsonDeserializer<>())
        .build()
        .parse(keys.published())
        .getKeys()
        .iterator()
        .next()
        .toKey()
        .getEncoded();
  }

  private Path pem(PrivateKey key) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return Files.writeString(
        Files.createTempFile(folder, "key", ".pem"),
        "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
  }

  private static PrivateKey edwards(String curve) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(curve).generateKeyPair().getPrivate();
  }

  private static PrivateKey curve(String name) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair().getPrivate();
  }
}
