package ai.kamiyo.adapters.kamiyo.replica;

import java.util.regex.Pattern;

/** Tells by their shape what can be a transaction's hash or an address on some chain. */
final class Hashes {
  private static final Pattern EVM_TRANSACTION = Pattern.compile("0x[0-9a-fA-F]{64}");
  private static final Pattern EVM_ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern BARE_HEX = Pattern.compile("[0-9a-fA-F]{64}");

  /** Solana's signatures and Sui's digests; addresses of Bitcoin, Solana, Tron, Stellar. */
  private static final Pattern BASE58 = Pattern.compile("[1-9A-HJ-NP-Za-km-z]{26,90}");

  private static final Pattern BECH32 = Pattern.compile("[a-z]{1,20}1[02-9ac-hj-np-z]{20,90}");
  private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]{56,58}");

  private Hashes() {}

  static boolean isTransaction(String text) {
    return EVM_TRANSACTION.matcher(text).matches()
        || BARE_HEX.matcher(text).matches()
        || BASE58.matcher(text).matches();
  }

  /** 32 bytes of hexadecimal are an address on Sui, Aptos and Starknet, and pass. */
  static boolean isAddress(String text) {
    return EVM_ADDRESS.matcher(text).matches()
        || EVM_TRANSACTION.matcher(text).matches()
        || BASE58.matcher(text).matches()
        || BECH32.matcher(text).matches()
        || BASE32.matcher(text).matches();
  }
}
