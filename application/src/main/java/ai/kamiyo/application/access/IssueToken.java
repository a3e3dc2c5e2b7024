package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Invalidations;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenRegistry;
import java.time.Duration;
import java.util.Optional;

/** Issues a token by an operator's decision; it entitles its customer for as long as it lives. */
public final class IssueToken {
  private final TokenMint mint;
  private final TokenRegistry registry;
  private final Invalidations invalidations;

  public IssueToken(TokenMint mint, TokenRegistry registry, Invalidations invalidations) {
    this.mint = mint;
    this.registry = registry;
    this.invalidations = invalidations;
  }

  /**
   * A new token.
   *
   * @param lasting how long it is good; empty for as long as usual
   */
  public Issued issue(CustomerId customer, Tier tier, Optional<Duration> lasting) {
    Issued issued = mint.forOperator(customer, tier, lasting);
    registry.record(issued.kept());
    invalidations.publish(customer); // whose tier it may have raised
    return issued;
  }
}
