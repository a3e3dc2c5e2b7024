package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.access.InvalidArgument;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one text as an address, or says what it is instead. The text is never repeated: it may be a
 * secret.
 */
final class AddressText {
  private static final String EXAMPLE = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045";
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)+");
  private static final Pattern WORDS = Pattern.compile("\\p{L}+(\\s+\\p{L}+){11,23}");
  private static final Pattern SEGWIT = Pattern.compile("(?i)(bc|tb|bcrt)1[a-z0-9]+");
  private static final Pattern OTHER_BECH32 = Pattern.compile("(?i)[a-z]{2,12}1[a-z0-9]{20,}");
  private static final String SECRET =
      " Never give a private key or a recovery phrase to any tool: nothing here needs one. It was"
          + " neither kept nor logged; if it guards anything, move that away.";

  private static final int MAX_LENGTH = 90;
  private static final int EVM_DIGITS = 40;
  private static final int HASH_DIGITS = 64;
  private static final int BASE58CHECK = 25;
  private static final int SOLANA = 32;
  private static final int SOLANA_SIGNATURE = 64;
  private static final int WIF = 37;

  private final String argument;
  private final String text;

  AddressText(String argument, String text) {
    this.argument = argument;
    this.text = text.strip();
  }

  WalletAddress address() {
    if (text.isEmpty()) {
      throw refused("is empty");
    }
    if (WORDS.matcher(text).matches()) {
      throw refused("looks like a recovery phrase, not like an address." + SECRET);
    }
    if (text.startsWith("xprv") || text.startsWith("zprv") || text.startsWith("yprv")) {
      throw refused("is a private key, not an address." + SECRET);
    }
    if (text.length() > MAX_LENGTH) {
      throw refused("has " + text.length() + " characters; no address is that long");
    }
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return evm(text.substring(2));
    }
    boolean hex = HEX.matcher(text).matches();
    if (hex && text.length() == HASH_DIGITS) {
      throw hash();
    }
    if (hex && text.length() == EVM_DIGITS) {
      throw refused("lacks 0x in front of its 40 hexadecimal digits");
    }
    if (SEGWIT.matcher(text).matches()) {
      return segwit();
    }
    return Base58.decoded(text).map(this::base58).orElseThrow(this::neither);
  }

  private WalletAddress evm(String digits) {
    if (!HEX.matcher(digits).matches()) {
      throw refused("holds characters after 0x that are not hexadecimal digits");
    }
    if (digits.length() == HASH_DIGITS) {
      throw hash();
    }
    if (digits.length() != EVM_DIGITS) {
      throw refused(
          "has " + digits.length() + " hexadecimal digits after 0x; an EVM address has 40");
    }
    if (!Eip55.fits("0x" + digits)) {
      throw refused(
          "has a wrong checksum: in mixed case it must satisfy EIP-55. A character or its case is"
              + " wrong; copy it again");
    }
    return new WalletAddress.Evm("0x" + digits.toLowerCase(Locale.ROOT));
  }

  private InvalidArgument hash() {
    return refused(
        "is 32 bytes of hexadecimal: a transaction id, an address on Sui or Aptos (not covered), or"
            + " a private key. Give the address of the wallet."
            + SECRET);
  }

  private WalletAddress segwit() {
    if (!text.toLowerCase(Locale.ROOT).startsWith("bc1")) {
      throw refused("is an address of a Bitcoin test network");
    }
    Optional<String> problem = Bech32.problem(text, "bc");
    if (problem.isPresent()) {
      throw refused(problem.get());
    }
    return new WalletAddress.Bitcoin(text.toLowerCase(Locale.ROOT));
  }

  private WalletAddress base58(byte[] bytes) {
    return switch (bytes.length) {
      case BASE58CHECK -> base58Check(bytes);
      case SOLANA -> new WalletAddress.Solana(text);
      case SOLANA_SIGNATURE ->
          throw refused("is 64 bytes: a Solana transaction's signature, or a secret key." + SECRET);
      case WIF, WIF + 1 ->
          throw refused("has the length of a Bitcoin private key, not of an address." + SECRET);
      default ->
          throw refused(
              "has the wrong length: it is "
                  + bytes.length
                  + " bytes of base58; Bitcoin and Tron have 25, Solana has 32");
    };
  }

  private WalletAddress base58Check(byte[] bytes) {
    if (!Base58.hasChecksum(bytes)) {
      throw refused("has a wrong checksum: a character is wrong");
    }
    return switch (bytes[0]) {
      case 0x00, 0x05 -> new WalletAddress.Bitcoin(text);
      case 0x41 -> new WalletAddress.Tron(text);
      case 0x6f, (byte) 0xc4 -> throw refused("is an address of a Bitcoin test network");
      default -> throw refused("is an address of another chain than those covered here");
    };
  }

  private InvalidArgument neither() {
    if (NAME.matcher(text).matches()) {
      return refused(
          "is a name, and names are not resolved here: give the address that it stands for");
    }
    return OTHER_BECH32.matcher(text).matches()
        ? refused("is no address of the chains covered here: EVM, Bitcoin, Solana, Tron")
        : refused("is no address: neither 0x and 40 digits, nor bech32, nor base58");
  }

  private InvalidArgument refused(String problem) {
    return new InvalidArgument(argument, problem, EXAMPLE);
  }
}
