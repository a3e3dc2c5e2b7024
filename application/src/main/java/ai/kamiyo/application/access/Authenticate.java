package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.AccessTokens;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.access.TokenRegistry;

/** Finds out who calls with a token; asked at every call, so that a revocation takes effect. */
public final class Authenticate {
  private final AccessTokens tokens;
  private final TokenRegistry registry;

  public Authenticate(AccessTokens tokens, TokenRegistry registry) {
    this.tokens = tokens;
    this.registry = registry;
  }

  /** The customer whose token it is, or a caller who is rejected; throws if nobody can tell. */
  public Caller caller(AccessToken token, String client) {
    return switch (holder(token)) {
      case Holder.Known(TokenClaims claims) -> new Caller.Customer(claims.customer(), client);
      case Holder.Unknown(Refusal refusal) -> new Caller.Rejected(refusal, client);
    };
  }

  /** What the token says if it is accepted, or why it is not. */
  Holder holder(AccessToken token) {
    return switch (tokens.verify(token)) {
      case AccessTokens.Genuine(TokenClaims claims) -> registered(token.hash(), claims);
      case AccessTokens.Expired() -> new Holder.Unknown(new Refusal.TokenExpired());
      case AccessTokens.Invalid() -> new Holder.Unknown(new Refusal.TokenInvalid());
    };
  }

  private Holder registered(Sha256 hash, TokenClaims claims) {
    return switch (registry.standing(claims.id(), hash)) {
      case GOOD -> new Holder.Known(claims);
      case REVOKED -> {
        tokens.forget(hash);
        yield new Holder.Unknown(new Refusal.TokenRevoked());
      }
      case UNKNOWN -> {
        tokens.forget(hash);
        yield new Holder.Unknown(new Refusal.TokenInvalid());
      }
    };
  }

  /** Whose token it is. */
  sealed interface Holder {
    record Known(TokenClaims claims) implements Holder {}

    record Unknown(Refusal refusal) implements Holder {}
  }
}
