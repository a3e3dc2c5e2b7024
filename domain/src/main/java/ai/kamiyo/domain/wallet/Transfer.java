package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Labelled;
import java.util.Optional;

/**
 * Money that went from one address to another.
 *
 * @param token empty for the chain's own coin
 */
public record Transfer(
    Chain chain,
    WalletAddress.Evm counterparty,
    Direction direction,
    Optional<WalletAddress.Evm> token,
    Event event) {

  /** Seen from the wallet. To receive is nobody's doing. */
  public enum Direction implements Labelled {
    RECEIVED,
    SENT
  }
}
