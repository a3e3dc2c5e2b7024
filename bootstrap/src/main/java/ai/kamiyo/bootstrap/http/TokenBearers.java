package ai.kamiyo.bootstrap.http;

import ai.kamiyo.application.access.Authenticate;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.Refusal;
import java.lang.System.Logger.Level;

/** Bearers of tokens that this installation issued. */
public final class TokenBearers implements Bearers {
  private final Authenticate authenticate;

  public TokenBearers(Authenticate authenticate) {
    this.authenticate = authenticate;
  }

  @Override
  public Verdict of(AccessToken token) {
    try {
      return switch (authenticate.caller(token, "")) {
        case Caller.Rejected rejected -> new Verdict.Rejected(reason(rejected.refusal()));
        case Caller accepted -> new Verdict.Accepted(accepted);
      };
    } catch (RuntimeException unreadable) {
      System.getLogger(TokenBearers.class.getName())
          .log(Level.ERROR, "nobody can tell whose token it is", unreadable);
      return new Verdict.Unknowable();
    }
  }

  private static String reason(Refusal refusal) {
    return switch (refusal) {
      case Refusal.TokenExpired() -> "token_expired: the access token has expired";
      case Refusal.TokenRevoked() -> "token_revoked: the access token was revoked or replaced";
      default -> "unauthenticated: the access token is not valid here";
    };
  }
}
