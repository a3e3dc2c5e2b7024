package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.evidence.JsonRpc.Reply;
import ai.kamiyo.adapters.kamiyo.evidence.JsonRpc.Request;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.WalletEvidence.Enquiry;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a wallet's events from a plain node, newest blocks first, in ranges that become smaller
 * when the node finds them too large.
 */
final class RpcChain {
  private static final long FIRST_SPAN = 50_000;
  private static final long LARGEST_SPAN = 500_000;
  private static final int MOST_QUESTIONS = 600;
  private static final int PROBES = 15;

  private final JsonRpc node;
  private final Findings findings;
  private final Enquiry enquiry;
  private final JsonMapper mapper = JsonMapper.shared();

  RpcChain(JsonRpc node, Enquiry enquiry) {
    this.node = node;
    this.enquiry = enquiry;
    this.findings = new Findings(enquiry, RpcEvidence.NAME);
  }

  ChainEvidence read(Clock clock) {
    try {
      verify();
      JsonNode newest = block("latest");
      long latest = number(newest.path("number"));
      scan(firstBlock(latest), latest);
      findings.askForce(node, clock);
    } catch (WebFailure failure) {
      findings.missing(failure.problem());
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
      findings.missing("the time was up before all blocks were read; ask for a shorter lookback");
    }
    return findings.evidence(List.of("transfers of the chain's own coin", "calls of contracts"));
  }

  private void verify() throws WebFailure, InterruptedException {
    long told = number(node.one("eth_chainId", mapper.createArrayNode()));
    long wanted = enquiry.chain().eip155().orElseThrow();
    if (told != wanted) {
      throw new WebFailure(
          Kind.REFUSAL,
          "EVM_RPC_URLS gives a node of chain " + told + " for chain " + wanted + "; correct it");
    }
  }

  private JsonNode block(String which) throws WebFailure, InterruptedException {
    return node.one("eth_getBlockByNumber", mapper.createArrayNode().add(which).add(false));
  }

  /** The first block not before the moment that is asked for, found by narrowing down. */
  private long firstBlock(long latest) throws WebFailure, InterruptedException {
    long low = 0;
    long high = latest;
    while (low < high) {
      List<Long> probes = new ArrayList<>();
      List<Request> requests = new ArrayList<>();
      long step = Math.max(1, (high - low) / (PROBES + 1));
      for (long at = low + step - 1; at < high && probes.size() < PROBES; at += step) {
        probes.add(at);
        requests.add(
            new Request("eth_getBlockByNumber", mapper.createArrayNode().add(hex(at)).add(false)));
      }
      List<Reply> replies = node.ask(requests);
      long least = low;
      long most = high;
      for (int i = 0; i < probes.size(); i++) {
        if (before(replies.get(i))) {
          least = Math.max(least, probes.get(i) + 1);
        } else {
          most = Math.min(most, probes.get(i));
        }
      }
      low = least;
      high = Math.max(most, least);
    }
    return low;
  }

  private boolean before(Reply reply) throws WebFailure {
    if (reply instanceof Reply.Result(JsonNode block)) {
      return number(block.path("timestamp")) < enquiry.since().getEpochSecond();
    }
    throw new WebFailure(Kind.REFUSAL, "the node refuses to show a block; see EVM_RPC_URLS");
  }

  private void scan(long first, long latest) throws WebFailure, InterruptedException {
    long span = FIRST_SPAN;
    long to = latest;
    int questions = 0;
    while (to >= first) {
      if (++questions > MOST_QUESTIONS) {
        findings.missing(
            "the node gives too few blocks at once for this lookback; ask for a shorter one, or"
                + " name a node with a larger limit in EVM_RPC_URLS");
        return;
      }
      long from = Math.max(first, to - span + 1);
      List<Reply> replies = node.ask(List.of(logs(from, to, true), logs(from, to, false)));
      if (replies.stream().anyMatch(Reply.TooMuch.class::isInstance)) {
        if (from == to) {
          throw new WebFailure(
              Kind.REFUSAL, "the node finds even one block too much; see EVM_RPC_URLS");
        }
        span = Math.max(1, (to - from + 1) / 2);
        continue;
      }
      for (Reply reply : replies) {
        take(reply);
      }
      findings.range(from, latest);
      to = from - 1;
      span = Math.min(LARGEST_SPAN, span * 2);
    }
  }

  private void take(Reply reply) throws WebFailure {
    if (!(reply instanceof Reply.Result(JsonNode logs)) || !logs.isArray()) {
      throw new WebFailure(Kind.REFUSAL, "the node refuses eth_getLogs; see EVM_RPC_URLS");
    }
    logs.forEach(log -> EventLog.of(log).ifPresent(findings::log));
  }

  /** All that the wallet gave or sent, or all that it was sent. */
  private Request logs(long from, long to, boolean given) {
    ObjectNode filter =
        mapper.createObjectNode().put("fromBlock", hex(from)).put("toBlock", hex(to));
    ArrayNode topics = filter.putArray("topics");
    ArrayNode kinds = topics.addArray().add(Topics.TRANSFER);
    if (given) {
      kinds.add(Topics.APPROVAL).add(Topics.APPROVAL_FOR_ALL);
      kinds.add(Topics.PERMIT2_APPROVAL).add(Topics.PERMIT2_PERMIT);
    } else {
      topics.addNull();
    }
    topics.add(Topics.of(enquiry.wallet()));
    return new Request("eth_getLogs", mapper.createArrayNode().add(filter));
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }

  private static long number(JsonNode hex) throws WebFailure {
    return EventLog.number(hex.asString(""))
        .filter(n -> n.bitLength() < Long.SIZE)
        .map(BigInteger::longValue)
        .orElseThrow(
            () -> new WebFailure(Kind.REFUSAL, "the node answers something else than was asked"));
  }
}
