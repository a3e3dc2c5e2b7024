package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.Event;
import ai.kamiyo.domain.wallet.Revocation;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletEvidence.Enquiry;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a wallet did from an explorer: approvals of all times, the rest as far back as was
 * asked for. A part that cannot be had is missing, and the others are still read.
 */
final class ExplorerChain {
  private static final int PAGE = 1_000;
  private static final int MOST_PAGES = 10;
  private static final String FIRST_BLOCK = "0";

  private final Explorer explorer;
  private final Enquiry enquiry;
  private final Findings findings;

  ExplorerChain(Explorer explorer, Enquiry enquiry) {
    this.explorer = explorer;
    this.enquiry = enquiry;
    this.findings = new Findings(enquiry, explorer.provider());
  }

  /** A part of the reading. */
  private interface Part {
    void read() throws WebFailure, InterruptedException;
  }

  ChainEvidence read(Clock clock) {
    try {
      long newest = explorer.newest();
      long first = Math.min(newest, explorer.before(enquiry.since()).map(b -> b + 1).orElse(0L));
      findings.range(first, newest);
      part(() -> recent(newest, clock));
      approvals();
      part(() -> findings.askForce(explorer, clock));
      String from = Long.toString(first);
      part(() -> list("txlist", from, this::transaction));
      part(() -> list("tokentx", from, row -> transfer(row, true)));
      part(() -> list("tokennfttx", from, row -> transfer(row, true)));
      part(() -> list("txlistinternal", from, row -> transfer(row, false)));
    } catch (WebFailure failure) {
      findings.missing(failure.problem());
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
      findings.missing("the time was up before all was read; ask for fewer chains");
    }
    return findings.evidence(List.of(Findings.ITEMS_OF_MANY));
  }

  /** What does not answer at all will not answer the next question either. */
  private void part(Part part) throws WebFailure, InterruptedException {
    try {
      part.read();
    } catch (WebFailure failure) {
      if (failure.kind() != WebFailure.Kind.REFUSAL) {
        throw failure;
      }
      findings.missing(failure.problem());
    }
  }

  /** An explorer that has stopped shows nothing new, and does not say so. */
  private void recent(long newest, Clock clock) throws WebFailure, InterruptedException {
    Instant dayAgo = clock.instant().minus(Findings.OLDEST_HEAD);
    if (explorer.before(dayAgo).filter(block -> block < newest).isEmpty()) {
      findings.missing(
          explorer.provider()
              + " shows no block of the last day, so that what happened since is not known; ask"
              + " later, or name another source in WALLET_EVIDENCE");
    }
  }

  private void approvals() throws WebFailure, InterruptedException {
    part(() -> logs(Topics.APPROVAL, Optional.empty()));
    part(() -> logs(Topics.APPROVAL_FOR_ALL, Optional.empty()));
    part(() -> logs(Topics.PERMIT2_APPROVAL, Optional.of(Revocation.permit2(enquiry.chain()))));
    part(() -> logs(Topics.PERMIT2_PERMIT, Optional.of(Revocation.permit2(enquiry.chain()))));
  }

  private void logs(String topic0, Optional<WalletAddress.Evm> contract)
      throws WebFailure, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("module", "logs");
    parameters.put("action", "getLogs");
    parameters.put("fromBlock", FIRST_BLOCK);
    parameters.put("toBlock", "latest");
    contract.ifPresent(address -> parameters.put("address", address.key()));
    parameters.put("topic0", topic0);
    parameters.put("topic0_1_opr", "and");
    parameters.put("topic1", Topics.of(enquiry.wallet()));
    paged(parameters, "fromBlock", row -> findings.log(EventLog.of(row)));
  }

  private void list(String action, String from, Consumer<JsonNode> reader)
      throws WebFailure, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("module", "account");
    parameters.put("action", action);
    parameters.put("address", enquiry.wallet().key());
    parameters.put("startblock", from);
    parameters.put("sort", "asc");
    paged(parameters, "startblock", reader);
  }

  /** A full page is followed by one that begins with its last block. */
  private void paged(Map<String, String> parameters, String start, Consumer<JsonNode> reader)
      throws WebFailure, InterruptedException {
    Set<JsonNode> last = new HashSet<>();
    for (int page = 1; ; page++) {
      Map<String, String> asked = new LinkedHashMap<>(parameters);
      asked.put("page", "1");
      asked.put("offset", Integer.toString(PAGE));
      Explorer.Rows given = explorer.rows(asked);
      if (!given.whole()) {
        findings.missing(
            explorer.provider()
                + " has not processed all blocks yet, and some may be missing; ask again later");
      }
      List<JsonNode> rows = given.rows();
      rows.stream().filter(row -> !last.contains(row)).forEach(reader);
      if (rows.size() < PAGE) {
        return;
      }
      String block = rows.getLast().path("blockNumber").asString("");
      String next = EventLog.number(block).map(BigInteger::toString).orElse(block);
      if (page == MOST_PAGES || next.equals(parameters.get(start))) {
        findings.missing(
            "there is more than can be read: only the first "
                + PAGE * page
                + " of one kind were; ask for a shorter lookback");
        return;
      }
      last.clear();
      last.addAll(rows);
      parameters.put(start, next);
    }
  }

  private void transaction(JsonNode row) {
    if (failed(row)) {
      return; // it changed nothing
    }
    boolean calls = row.path("input").asString("0x").length() > "0x".length();
    ends(row)
        .filter(ends -> calls && ends.from.equals(enquiry.wallet()))
        .ifPresent(ends -> findings.call(ends.to, ends.event));
    transfer(row, false);
  }

  private void transfer(JsonNode row, boolean ofToken) {
    boolean none = row.path("value").asString("0").equals("0") && !row.has("tokenID");
    if (none || failed(row)) {
      return;
    }
    Optional<WalletAddress.Evm> token =
        ofToken ? EventLog.address(row.path("contractAddress").asString("")) : Optional.empty();
    ends(row).ifPresent(ends -> findings.transfer(ends.from, ends.to, token, ends.event));
  }

  private static boolean failed(JsonNode row) {
    return row.path("isError").asString("0").equals("1");
  }

  /** Who dealt with whom, and where on the chain. */
  private record Ends(WalletAddress.Evm from, WalletAddress.Evm to, Event event) {}

  /** The ends of this row; none if it created a contract, or if it is malformed, which is told. */
  private Optional<Ends> ends(JsonNode row) {
    String receiver = row.path("to").asString("");
    if (receiver.isEmpty()) {
      return Optional.empty();
    }
    Optional<Ends> ends =
        EventLog.address(row.path("from").asString(""))
            .flatMap(from ->
                EventLog.address(receiver)
                    .flatMap(to -> event(row).map(event -> new Ends(from, to, event))));
    if (ends.isEmpty()) {
      findings.malformed();
    }
    return ends;
  }

  private static Optional<Event> event(JsonNode row) {
    String hash =
        row.path("hash")
            .asString(row.path("transactionHash").asString(""))
            .toLowerCase(Locale.ROOT);
    Optional<BigInteger> block = EventLog.number(row.path("blockNumber").asString(""));
    return hash.matches("0x[0-9a-f]{64}") && block.filter(b -> b.bitLength() < 63).isPresent()
        ? Optional.of(
            new Event(
                hash,
                block.get().longValue(),
                EventLog.number(row.path("timeStamp").asString("")).flatMap(EventLog::instant)))
        : Optional.empty();
  }
}
