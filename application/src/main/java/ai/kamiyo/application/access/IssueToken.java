package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenRegistry;
import java.time.Duration;
import java.util.Optional;

/** Issues a token by an operator's decision; it entitles its customer for as long as it lives. */
public final class IssueToken {
  private final TokenMint mint;
  private final TokenRegistry registry;

  public IssueToken(TokenMint mint, TokenRegistry registry) {
    this.mint = mint;
    this.registry = registry;
  }

  /**
   * A new token.
   *
   * @param lasting how long it is good; empty for as long as usual
   */
  public Issued issue(CustomerId customer, Tier tier, Optional<Duration> lasting) {
    Issued issued = mint.forOperator(customer, tier, lasting);
    registry.record(issued.kept());
    return issued;
  }
}
