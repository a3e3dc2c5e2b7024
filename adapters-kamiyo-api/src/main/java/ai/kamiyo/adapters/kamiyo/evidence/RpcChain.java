package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.evidence.BlockRanges.Range;
import ai.kamiyo.adapters.kamiyo.evidence.JsonRpc.Reply;
import ai.kamiyo.adapters.kamiyo.evidence.JsonRpc.Request;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.WalletEvidence.Enquiry;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a wallet's events from a plain node, newest blocks first, in ranges that become smaller
 * when the node finds them too large: all events as far back as was asked for, and before that the
 * approvals, which outlive everything.
 */
final class RpcChain {
  private static final long FIRST_SPAN = 50_000;
  private static final long LARGEST_SPAN = 500_000;

  /** Approvals are few, and a node that takes any range is asked for all of them at once. */
  private static final long LARGEST_OLDER_SPAN = 8_000_000;

  /** So many ranges of approvals are asked for in one batch. */
  private static final int MOST_AT_ONCE = 16;

  private static final int MOST_QUESTIONS = 600;
  private static final int PROBES = 15;
  private static final String EXPLORER =
      "; name a node with a larger limit in EVM_RPC_URLS, or an explorer in WALLET_EVIDENCE";

  private final JsonRpc node;
  private final Findings findings;
  private final Enquiry enquiry;
  private final WalletLogs logs;
  private final JsonMapper mapper = JsonMapper.shared();

  /** From this block on approvals were read. */
  private long reached = Long.MAX_VALUE;

  private boolean older;

  RpcChain(JsonRpc node, Enquiry enquiry) {
    this.node = node;
    this.enquiry = enquiry;
    this.logs = new WalletLogs(enquiry.wallet());
    this.findings = new Findings(enquiry, RpcEvidence.NAME);
  }

  ChainEvidence read(Clock clock) {
    try {
      verify();
      JsonNode head = block("latest");
      long latest = number(head.path("number"));
      recent(number(head.path("timestamp")), clock);
      long first = firstBlock(latest);
      part(() -> scan(first, latest));
      part(() -> findings.askForce(node, clock));
      older = reached == first;
      if (older) {
        part(() -> scanOlder(first - 1, clock));
      }
    } catch (WebFailure failure) {
      missing(failure.problem());
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
      missing(
          older
              ? "the time was up" + EXPLORER
              : "the time was up before all blocks were read; ask for a shorter lookback");
    }
    return findings.evidence(
        List.of("transfers of the chain's own coin", "calls of contracts", Findings.ITEMS_OF_MANY));
  }

  /** A part of the reading. */
  private interface Part {
    void read() throws WebFailure, InterruptedException;
  }

  /** What does not answer at all will not answer the next question either. */
  private void part(Part part) throws WebFailure, InterruptedException {
    try {
      part.read();
    } catch (WebFailure failure) {
      if (failure.kind() != Kind.REFUSAL) {
        throw failure;
      }
      missing(failure.problem());
    }
  }

  private void missing(String what) {
    findings.missing(
        older ? "approvals given before block " + reached + " were not read: " + what : what);
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

  /** A node that has stopped, or has not caught up, knows nothing new, and does not say so. */
  private void recent(long head, Clock clock) {
    long age = clock.instant().getEpochSecond() - head;
    if (age > Findings.OLDEST_HEAD.toSeconds()) {
      missing(
          "the node's newest block is "
              + Duration.ofSeconds(age).toHours()
              + " hours old, and what happened since is not known; name another in EVM_RPC_URLS");
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
            new Request(
                "eth_getBlockByNumber",
                mapper.createArrayNode().add(WalletLogs.hex(at)).add(false)));
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
    BlockRanges blocks = new BlockRanges(first, latest, FIRST_SPAN, LARGEST_SPAN, 1);
    for (int questions = 0; !blocks.areRead(); questions++) {
      if (questions == MOST_QUESTIONS) {
        missing(
            "the node gives too few blocks at once for this lookback; ask for a shorter one, or"
                + " name a node with a larger limit in EVM_RPC_URLS");
        return;
      }
      if (taken(blocks, logs::all)) {
        reached = blocks.reached();
        findings.range(reached, latest);
      }
    }
  }

  /**
   * The approvals up to this block; their force is asked for at once, in case the time runs out.
   */
  private void scanOlder(long last, Clock clock) throws WebFailure, InterruptedException {
    BlockRanges blocks = new BlockRanges(0, last, LARGEST_SPAN, LARGEST_OLDER_SPAN, MOST_AT_ONCE);
    for (int questions = 0; !blocks.areRead(); questions++) {
      if (questions == MOST_QUESTIONS) {
        missing("the node gives too few blocks at once" + EXPLORER);
        return;
      }
      if (taken(blocks, logs::given)) {
        reached = blocks.reached();
        findings.askForce(node, clock);
      }
    }
  }

  /** Whether the node gave all that was asked for; else fewer blocks are to be tried. */
  private boolean taken(BlockRanges blocks, Function<Range, List<Request>> asked)
      throws WebFailure, InterruptedException {
    List<Range> ranges = blocks.next();
    List<Reply> replies = node.ask(ranges.stream().map(asked).flatMap(List::stream).toList());
    if (replies.stream().anyMatch(Reply.TooMuch.class::isInstance)) {
      if (!blocks.narrower(ranges)) {
        throw new WebFailure(
            Kind.REFUSAL, "the node finds even one block too much; see EVM_RPC_URLS");
      }
      return false;
    }
    for (Reply reply : replies) {
      take(reply);
    }
    blocks.taken(ranges);
    return true;
  }

  private void take(Reply reply) throws WebFailure {
    if (!(reply instanceof Reply.Result(JsonNode logs)) || !logs.isArray()) {
      throw new WebFailure(Kind.REFUSAL, "the node refuses eth_getLogs; see EVM_RPC_URLS");
    }
    logs.forEach(log -> findings.log(EventLog.of(log)));
  }

  private static long number(JsonNode hex) throws WebFailure {
    return EventLog.number(hex.asString(""))
        .filter(n -> n.bitLength() < Long.SIZE)
        .map(BigInteger::longValue)
        .orElseThrow(
            () -> new WebFailure(Kind.REFUSAL, "the node answers something else than was asked"));
  }
}
