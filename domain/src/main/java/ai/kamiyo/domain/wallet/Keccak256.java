package ai.kamiyo.domain.wallet;

/**
 * Keccak-256 as Ethereum uses it: the sponge that SHA-3 was made from, with the padding it had
 * before it became a standard. Java's own SHA3-256 answers something else.
 */
final class Keccak256 {
  private static final int RATE = 136;
  private static final int ROUNDS = 24;
  private static final int SIZE = 32;
  private static final long[] ROUND_CONSTANTS = roundConstants();
  private static final int[] ROTATIONS = {
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
  };
  private static final int[] LANES = {
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
  };

  private Keccak256() {}

  static byte[] of(byte[] message) {
    long[] state = new long[25];
    int whole = message.length / RATE * RATE;
    for (int from = 0; from < whole; from += RATE) {
      absorb(state, message, from);
    }
    byte[] last = new byte[RATE];
    System.arraycopy(message, whole, last, 0, message.length - whole);
    last[message.length - whole] ^= 0x01;
    last[RATE - 1] ^= (byte) 0x80;
    absorb(state, last, 0);
    byte[] digest = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      digest[i] = (byte) (state[i / 8] >>> (8 * (i % 8)));
    }
    return digest;
  }

  private static void absorb(long[] state, byte[] block, int from) {
    for (int i = 0; i < RATE; i++) {
      state[i / 8] ^= (block[from + i] & 0xFFL) << (8 * (i % 8));
    }
    for (int round = 0; round < ROUNDS; round++) {
      theta(state);
      rhoAndPi(state);
      chi(state);
      state[0] ^= ROUND_CONSTANTS[round];
    }
  }

  private static void theta(long[] state) {
    long[] parity = new long[5];
    for (int x = 0; x < 5; x++) {
      parity[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
    }
    for (int x = 0; x < 5; x++) {
      long change = parity[(x + 4) % 5] ^ Long.rotateLeft(parity[(x + 1) % 5], 1);
      for (int y = 0; y < 25; y += 5) {
        state[x + y] ^= change;
      }
    }
  }

  private static void rhoAndPi(long[] state) {
    long moving = state[1];
    for (int i = 0; i < ROTATIONS.length; i++) {
      long next = state[LANES[i]];
      state[LANES[i]] = Long.rotateLeft(moving, ROTATIONS[i]);
      moving = next;
    }
  }

  private static void chi(long[] state) {
    long[] row = new long[5];
    for (int y = 0; y < 25; y += 5) {
      System.arraycopy(state, y, row, 0, 5);
      for (int x = 0; x < 5; x++) {
        state[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
      }
    }
  }

  /** The constants come out of a shift register of eight bits, as the standard defines them. */
  private static long[] roundConstants() {
    long[] constants = new long[ROUNDS];
    int register = 1;
    for (int round = 0; round < ROUNDS; round++) {
      for (int j = 0; j < 7; j++) {
        if ((register & 1) != 0) {
          constants[round] |= 1L << ((1 << j) - 1);
        }
        register = (register & 0x80) == 0 ? register << 1 : (register << 1) ^ 0x171;
      }
    }
    return constants;
  }
}
