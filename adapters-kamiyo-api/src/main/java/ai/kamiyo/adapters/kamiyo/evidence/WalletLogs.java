package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.evidence.BlockRanges.Range;
import ai.kamiyo.adapters.kamiyo.evidence.JsonRpc.Request;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions to a node for a wallet's events in a range of blocks. */
final class WalletLogs {
  private static final List<String> GIVEN =
      List.of(
          Topics.APPROVAL, Topics.APPROVAL_FOR_ALL, Topics.PERMIT2_APPROVAL, Topics.PERMIT2_PERMIT);
  private static final List<String> SENT = List.of(Topics.TRANSFER);
  private static final List<String> GIVEN_OR_SENT =
      Stream.concat(GIVEN.stream(), SENT.stream()).toList();

  private final WalletAddress.Evm wallet;
  private final JsonMapper mapper = JsonMapper.shared();

  WalletLogs(WalletAddress.Evm wallet) {
    this.wallet = wallet;
  }

  /** For all that the wallet gave or sent, and all that it was sent. */
  List<Request> all(Range blocks) {
    return List.of(asked(blocks, GIVEN_OR_SENT, 1), asked(blocks, SENT, 2));
  }

  /** For the approvals that it gave. */
  List<Request> given(Range blocks) {
    return List.of(asked(blocks, GIVEN, 1));
  }

  /** For the events of these kinds that name the wallet in the topic at this place. */
  private Request asked(Range blocks, List<String> kinds, int place) {
    ObjectNode filter =
        mapper
            .createObjectNode()
            .put("fromBlock", hex(blocks.from()))
            .put("toBlock", hex(blocks.to()));
    ArrayNode topics = filter.putArray("topics");
    ArrayNode any = topics.addArray();
    kinds.forEach(any::add);
    for (int i = 1; i < place; i++) {
      topics.addNull();
    }
    topics.add(Topics.of(wallet));
    return new Request("eth_getLogs", mapper.createArrayNode().add(filter));
  }

  static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
