package ai.kamiyo.domain.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;

class Keccak256Test {
  @Test
  void theEmptyMessageHasItsKnownDigest() {
    assertThat(HexFormat.of().formatHex(Keccak256.of(new byte[0])))
        .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  }

  /** A function's selector, as everybody knows it. */
  @Test
  void theSelectorOfTransferIsTheKnownOne() {
    byte[] digest = Keccak256.of("transfer(address,uint256)".getBytes(US_ASCII));
    assertThat(HexFormat.of().formatHex(digest)).startsWith("a9059cbb");
  }

  @Test
  void everyLengthIsDigestedAsBouncyCastleDoes() {
    Random random = new Random(7);
    for (int length = 0; length < 600; length++) {
      byte[] message = new byte[length];
      random.nextBytes(message);
      KeccakDigest theirs = new KeccakDigest(256);
      theirs.update(message, 0, length);
      byte[] expected = new byte[32];
      theirs.doFinal(expected, 0);
      assertThat(Keccak256.of(message)).as("%d bytes", length).isEqualTo(expected);
    }
  }
}
