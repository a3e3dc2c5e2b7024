package ai.kamiyo.bootstrap.settings;

import java.net.InetAddress;

/**
 * An address, or a range of them as {@code address/bits}.
 *
 * @param bits how many leading bits of the address must agree
 */
public record AddressRange(InetAddress address, int bits) {
  /** Whether an address lies in this range; one of the other family does not. */
  public boolean contains(InetAddress candidate) {
    byte[] ours = address.getAddress();
    byte[] theirs = candidate.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    String host = address.getHostAddress();
    return bits == address.getAddress().length * 8 ? host : host + "/" + bits;
  }
}
