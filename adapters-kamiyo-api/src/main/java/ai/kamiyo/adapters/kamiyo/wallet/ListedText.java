package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.util.Locale;

/**
 * Reads an address as lists write it: more forgivingly than a caller's, for lists are careless
 * about the case of letters, and an EVM address in the wrong case is still this address.
 */
final class ListedText {
  private ListedText() {}

  /** The address; throws with the reason for what is none. */
  static WalletAddress address(String text) throws InvalidArgument {
    String stripped = text.strip();
    boolean evm = stripped.regionMatches(true, 0, "0x", 0, 2);
    return WalletAddress.parse("address", evm ? stripped.toLowerCase(Locale.ROOT) : stripped);
  }
}
