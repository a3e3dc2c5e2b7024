package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.chain.Chain;
import java.math.BigInteger;
import java.util.Set;

/**
 * The transaction that takes an approval back. Its owner signs it, with a wallet of their own.
 *
 * @param to the contract to call
 * @param callData the call, as {@code 0x} and hexadecimal digits
 */
public record Revocation(Chain chain, WalletAddress.Evm to, String callData) {
  /** The contract Permit2 on nearly every chain. */
  public static final WalletAddress.Evm PERMIT2 =
      new WalletAddress.Evm("0x000000000022d473030f116ddee9f6b43ac78ba3");

  /** On chains of zkSync's kind, where the same code comes to lie at another address. */
  private static final WalletAddress.Evm PERMIT2_OF_ZKSYNC =
      new WalletAddress.Evm("0x0000000000225e31d15943971f47ad3022f714fa");

  private static final Set<Long> ZKSYNC = Set.of(324L, 2_741L);

  private static final String APPROVE = "0x095ea7b3";
  private static final String SET_APPROVAL_FOR_ALL = "0xa22cb465";
  private static final String LOCKDOWN = "0xcc53287f";

  /** The contract Permit2 on this chain. */
  public static WalletAddress.Evm permit2(Chain chain) {
    return chain.eip155().filter(ZKSYNC::contains).isPresent() ? PERMIT2_OF_ZKSYNC : PERMIT2;
  }

  /** What takes this approval back. */
  public static Revocation of(Approval approval) {
    String spender = word(approval.spender());
    return switch (approval.standard()) {
      case ERC20 -> new Revocation(approval.chain(), approval.token(), APPROVE + spender + word(0));
      case ERC721 ->
          new Revocation(
              approval.chain(),
              approval.token(),
              APPROVE + word(0) + word(approval.item().orElse(BigInteger.ZERO)));
      case APPROVAL_FOR_ALL ->
          new Revocation(
              approval.chain(), approval.token(), SET_APPROVAL_FOR_ALL + spender + word(0));
      case PERMIT2 ->
          new Revocation(
              approval.chain(),
              permit2(approval.chain()),
              LOCKDOWN + word(32) + word(1) + word(approval.token()) + spender);
    };
  }

  private static String word(WalletAddress.Evm address) {
    return "0".repeat(24) + address.key().substring(2);
  }

  private static String word(long number) {
    return word(BigInteger.valueOf(number));
  }

  private static String word(BigInteger number) {
    String digits = number.toString(16);
    return "0".repeat(64 - digits.length()) + digits;
  }
}
