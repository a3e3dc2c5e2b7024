package ai.kamiyo.adapters.billing.token;

import static java.time.temporal.ChronoUnit.SECONDS;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.access.TokenId;
import io.jsonwebtoken.Claims;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands in a token of ours, written and read. */
final class ClaimsReading {
  private static final String TYPE = "mcp_access";
  private static final String VERSION = "1";
  private static final String SUBSCRIPTION = "subscription_id";

  /** How far the clocks of two servers may be apart. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final String issuer;
  private final String audience;
  private final Clock clock;

  ClaimsReading(String issuer, String audience, Clock clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
  }

  Map<String, Object> toWrite(TokenClaims claims) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put(Claims.ISSUER, issuer);
    written.put(Claims.AUDIENCE, audience);
    written.put(Claims.SUBJECT, claims.customer().value());
    written.put(Claims.ID, claims.id().value());
    written.put(Claims.ISSUED_AT, claims.issuedAt().getEpochSecond());
    written.put(Claims.EXPIRATION, claims.expiresAt().getEpochSecond());
    written.put("type", TYPE);
    written.put("version", VERSION);
    written.put("tier", claims.tier().label());
    claims.subscription().ifPresent(id -> written.put(SUBSCRIPTION, id));
    return written;
  }

  /** The claims of a token whose signature is good; empty if anything is missing or foreign. */
  Optional<TokenClaims> read(Claims claims) {
    boolean ours =
        issuer.equals(claims.getIssuer())
            && Set.of(audience).equals(claims.getAudience())
            && TYPE.equals(claims.get("type"))
            && VERSION.equals(claims.get("version"));
    Optional<Instant> issued = moment(claims.getIssuedAt());
    Optional<Instant> expires = moment(claims.getExpiration());
    Optional<Tier> tier =
        claims.get("tier") instanceof String label ? Tier.labelled(label) : Optional.empty();
    String id = text(claims.getId());
    String customer = text(claims.getSubject());
    if (!ours || issued.isEmpty() || expires.isEmpty() || tier.isEmpty() || customer.isBlank()) {
      return Optional.empty();
    }
    boolean begun = !issued.get().isAfter(clock.instant().plus(SKEW));
    if (!TokenId.accepts(id) || !begun || !expires.get().isAfter(issued.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenClaims(
            new TokenId(id),
            new CustomerId(customer),
            tier.get(),
            Optional.ofNullable(claims.get(SUBSCRIPTION, String.class)),
            issued.get(),
            expires.get()));
  }

  private static Optional<Instant> moment(@Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant).map(found -> found.truncatedTo(SECONDS));
  }

  private static String text(@Nullable String claim) {
    return claim == null ? "" : claim;
  }
}
