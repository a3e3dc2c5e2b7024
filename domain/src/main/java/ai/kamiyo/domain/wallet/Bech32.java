package ai.kamiyo.domain.wallet;

import java.util.Locale;
import java.util.Optional;

/** Bitcoin's segregated-witness addresses: bech32 (BIP 173) and bech32m (BIP 350). */
final class Bech32 {
  private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH32 = 1;
  private static final int BECH32M = 0x2bc830a3;
  private static final int CHECKSUM = 6;
  private static final int MAX_LENGTH = 90;

  private Bech32() {}

  /** What is wrong with this address of the network with this prefix; empty if nothing is. */
  static Optional<String> problem(String address, String prefix) {
    String lower = address.toLowerCase(Locale.ROOT);
    if (!address.equals(lower) && !address.equals(address.toUpperCase(Locale.ROOT))) {
      return Optional.of("mixes upper and lower case, which bech32 forbids");
    }
    String data = lower.substring(prefix.length() + 1);
    if (lower.length() > MAX_LENGTH || data.length() < CHECKSUM + 1) {
      return Optional.of("has the wrong length for a bech32 address");
    }
    int[] values = new int[data.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = DIGITS.indexOf(data.charAt(i));
      if (values[i] < 0) {
        return Optional.of("holds a character that bech32 does not have");
      }
    }
    int version = values[0];
    int expected = version == 0 ? BECH32 : BECH32M;
    if (polymod(prefix, values) != expected) {
      return Optional.of("has a wrong checksum: a character is wrong or missing");
    }
    return programFits(values, version)
        ? Optional.empty()
        : Optional.of("holds no witness program of a valid length");
  }

  private static int polymod(String prefix, int[] values) {
    int sum = 1;
    for (int i = 0; i < prefix.length(); i++) {
      sum = step(sum, prefix.charAt(i) >> 5);
    }
    sum = step(sum, 0);
    for (int i = 0; i < prefix.length(); i++) {
      sum = step(sum, prefix.charAt(i) & 31);
    }
    for (int value : values) {
      sum = step(sum, value);
    }
    return sum;
  }

  private static int step(int sum, int value) {
    int next = (sum & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      if ((sum >> 25 >> i & 1) == 1) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }

  /** Whether the bits between version and checksum are 2 to 40 bytes, padded with few zeros. */
  private static boolean programFits(int[] values, int version) {
    int bits = (values.length - 1 - CHECKSUM) * 5;
    int bytes = bits / 8;
    int padding = bits % 8;
    boolean zeros =
        padding == 0 || (values[values.length - CHECKSUM - 1] & (1 << padding) - 1) == 0;
    return version <= 16
        && padding < 5
        && zeros
        && bytes >= 2
        && bytes <= 40
        && (version != 0 || bytes == 20 || bytes == 32);
  }
}
