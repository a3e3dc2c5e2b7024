package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Invalidations;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.access.TokenRegistry;
import java.time.Clock;
import java.util.Optional;

/** Gives the holder of a token a new one, and revokes the one it had; tells every process. */
public final class RotateToken {
  private final Authenticate authenticate;
  private final TokenMint mint;
  private final TokenRegistry registry;
  private final Invalidations invalidations;
  private final Clock clock;

  public RotateToken(
      Authenticate authenticate,
      TokenMint mint,
      TokenRegistry registry,
      Invalidations invalidations,
      Clock clock) {
    this.authenticate = authenticate;
    this.mint = mint;
    this.registry = registry;
    this.invalidations = invalidations;
    this.clock = clock;
  }

  public Outcome rotate(AccessToken token) {
    return switch (authenticate.holder(token)) {
      case Authenticate.Holder.Unknown(Refusal refusal) -> new Refused(refusal);
      case Authenticate.Holder.Known(TokenClaims claims) ->
          registry
              .find(claims.id())
              .flatMap(this::replaced)
              .<Outcome>map(Rotated::new)
              .orElseGet(() -> new Refused(new Refusal.TokenRevoked()));
    };
  }

  /** Empty if somebody else has just replaced it: one token becomes one. */
  private Optional<Issued> replaced(IssuedToken former) {
    Issued issued = mint.inPlaceOf(former);
    if (!registry.replace(former.id(), issued.kept(), clock.instant())) {
      return Optional.empty();
    }
    invalidations.publish(former.claims().customer());
    return Optional.of(issued);
  }

  /** What came of it. */
  public sealed interface Outcome {}

  /** The new token is good, the one before is not. */
  public record Rotated(Issued issued) implements Outcome {}

  /** The token is not accepted. */
  public record Refused(Refusal refusal) implements Outcome {}
}
