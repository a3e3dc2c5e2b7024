package ai.kamiyo.adapters.billing.token;

import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.AccessTokens;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.TokenClaims;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.gson.io.GsonDeserializer;
import io.jsonwebtoken.gson.io.GsonSerializer;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;

/**
 * Tokens as JSON Web Tokens, signed. What was verified is remembered, by its hash, until the token
 * ends: a signature with a key pair costs a millisecond.
 */
final class JwtAccessTokens implements AccessTokens {
  private static final int REMEMBERED = 10_000;

  private final SigningKeys keys;
  private final ClaimsReading reading;
  private final Clock clock;
  private final JwtParser parser;
  private final Cache<Sha256, TokenClaims> verified;

  JwtAccessTokens(SigningKeys keys, String issuer, String audience, Clock clock) {
    this.keys = keys;
    this.reading = new ClaimsReading(issuer, audience, clock);
    this.clock = clock;
    this.parser =
        Jwts.parser()
            .json(new GsonDeserializer<>())
            .clock(() -> Date.from(clock.instant()))
            .keyLocator(header -> {
              if (header instanceof JwsHeader signed) {
                return keys.verifying(signed);
              }
              throw new UnsupportedJwtException("not signed");
            })
            .build();
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfter(
                Expiry.<Sha256, TokenClaims>creating(
                    (hash, claims) -> Duration.between(clock.instant(), claims.expiresAt())))
            .build();
  }

  @Override
  public AccessToken sign(TokenClaims claims) {
    JwtBuilder unsigned =
        Jwts.builder()
            .json(new GsonSerializer<>())
            .header()
            .keyId(keys.id())
            .type("JWT")
            .and()
            .claims(reading.toWrite(claims));
    return new AccessToken(keys.sign(unsigned).compact());
  }

  @Override
  public Verification verify(AccessToken token) {
    if (token.isAbsurd()) {
      return new Invalid();
    }
    Sha256 hash = token.hash();
    TokenClaims known = verified.getIfPresent(hash);
    if (known != null) {
      return current(known);
    }
    Verification verification = parsed(token.reveal());
    if (verification instanceof Genuine(TokenClaims claims)) {
      verified.put(hash, claims);
    }
    return verification;
  }

  private Verification parsed(String token) {
    try {
      Claims claims = parser.parseSignedClaims(token).getPayload();
      return reading.read(claims).map(this::current).orElseGet(Invalid::new);
    } catch (ExpiredJwtException expired) {
      // The signature was good; what else it says is checked so that only our own are "expired".
      return reading.read(expired.getClaims()).isPresent() ? new Expired() : new Invalid();
    } catch (JwtException | IllegalArgumentException refused) {
      return new Invalid();
    }
  }

  /** The library lets a token live through the second in which it ends. */
  private Verification current(TokenClaims claims) {
    return clock.instant().isBefore(claims.expiresAt()) ? new Genuine(claims) : new Expired();
  }

  @Override
  public void forget(Sha256 token) {
    verified.invalidate(token);
  }

  @Override
  public void forget(CustomerId customer) {
    boolean unused =
        verified.asMap().values().removeIf(claims -> claims.customer().equals(customer));
  }

  /** How many tokens are remembered. */
  int remembered() {
    return verified.asMap().size();
  }
}
