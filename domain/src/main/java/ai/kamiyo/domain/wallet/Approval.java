package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Labelled;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A right to move tokens that a wallet gave to somebody, and whether it still has force.
 *
 * @param item the token's number, for the approval of a single one
 * @param allowance how much may be moved now; empty where that is not a number, or not known
 * @param last the event that gave or changed it last
 */
public record Approval(
    Standard standard,
    Chain chain,
    WalletAddress.Evm token,
    WalletAddress.Evm spender,
    Optional<BigInteger> item,
    State state,
    Optional<BigInteger> allowance,
    Event last) {

  /** By whose rules it was given. */
  public enum Standard implements Labelled {
    /** An amount of a token. */
    ERC20,
    /** A single item. */
    ERC721,
    /** All items of a collection (ERC-721 or ERC-1155). */
    APPROVAL_FOR_ALL,
    /** An amount of a token, through the contract Permit2. */
    PERMIT2
  }

  /** Whether it has force. */
  public enum State implements Labelled {
    LIVE,
    PAST,
    /** It could not be asked. */
    UNKNOWN
  }

  /** The same approval in this state. */
  public Approval now(State state, Optional<BigInteger> allowance) {
    return new Approval(standard, chain, token, spender, item, state, allowance, last);
  }
}
