package ai.kamiyo.adapters.kamiyo.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers by which events and functions are known are those of their signatures. */
class TopicsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Approval(address,address,uint256)|" + Topics.APPROVAL,
        "ApprovalForAll(address,address,bool)|" + Topics.APPROVAL_FOR_ALL,
        "Transfer(address,address,uint256)|" + Topics.TRANSFER,
        "Approval(address,address,address,uint160,uint48)|" + Topics.PERMIT2_APPROVAL,
        "Permit(address,address,address,uint160,uint48,uint48)|" + Topics.PERMIT2_PERMIT,
        "allowance(address,address)|0xdd62ed3e",
        "isApprovedForAll(address,address)|0xe985e9c5",
        "getApproved(uint256)|0x081812fc",
        "ownerOf(uint256)|0x6352211e",
        "allowance(address,address,address)|0x927da105"
      })
  void theyAreTheHashOfTheSignature(String signature, String number) {
    KeccakDigest digest = new KeccakDigest(256);
    byte[] bytes = signature.getBytes(US_ASCII);
    digest.update(bytes, 0, bytes.length);
    byte[] hash = new byte[32];
    digest.doFinal(hash, 0);
    assertThat("0x" + HexFormat.of().formatHex(hash)).startsWith(number);
  }
}
