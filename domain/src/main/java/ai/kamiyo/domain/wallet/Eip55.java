package ai.kamiyo.domain.wallet;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The checksum that an EVM address carries in the case of its letters (EIP-55). */
final class Eip55 {
  private static final int PREFIX = 2;

  private Eip55() {}

  /** The address in mixed case; it is given in lower case. */
  static String mixed(String lower) {
    byte[] hash = Keccak256.of(lower.substring(PREFIX).getBytes(StandardCharsets.US_ASCII));
    StringBuilder mixed = new StringBuilder(lower);
    for (int i = PREFIX; i < lower.length(); i++) {
      int at = i - PREFIX;
      int nibble = at % 2 == 0 ? hash[at / 2] >> 4 & 0xF : hash[at / 2] & 0xF;
      if (nibble >= 8) {
        mixed.setCharAt(i, Character.toUpperCase(lower.charAt(i)));
      }
    }
    return mixed.toString();
  }

  /**
   * Whether nothing speaks against this spelling: one case has no checksum, mixed case must fit.
   */
  static boolean fits(String address) {
    String digits = address.substring(PREFIX);
    String lower = digits.toLowerCase(Locale.ROOT);
    return digits.equals(lower)
        || digits.equals(digits.toUpperCase(Locale.ROOT))
        || mixed("0x" + lower).substring(PREFIX).equals(digits);
  }
}
