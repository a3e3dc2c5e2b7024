package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.domain.wallet.WalletAddress;

/** The first topics of the events that matter: the Keccak-256 of their signatures. */
final class Topics {
  /** Of ERC-20 and ERC-721, which differ in whether the last argument is a topic. */
  static final String APPROVAL =
      "0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925";

  static final String APPROVAL_FOR_ALL =
      "0x17307eab39ab6107e8899845ad3d59bd9653f200f220920489ca2b5937696c31";
  static final String TRANSFER =
      "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
  static final String PERMIT2_APPROVAL =
      "0xda9fa7c1b00402c17d0161b249b1ab8bbec047c5a52207b9c112deffd817036b";
  static final String PERMIT2_PERMIT =
      "0xc6a377bfc4eb120024a8ac08eef205be16b817020812c73223e81d1bdb9708ec";

  private Topics() {}

  /** An address as a topic holds it. */
  static String of(WalletAddress.Evm address) {
    return "0x" + "0".repeat(24) + address.key().substring(2);
  }
}
