package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletEvidenceContract;
import ai.kamiyo.domain.wallet.Wallets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happened on the chain that the stand-ins show: the world of the contract suite. */
final class Ledger {
  static final long NEWEST = 120_000;
  static final String OWNER_OF = "0x6352211e";
  static final long START = 1_700_000_000;

  /** An event or a transaction, in the words of both nodes and explorers. */
  final List<ObjectNode> logs = new ArrayList<>();

  final List<ObjectNode> transactions = new ArrayList<>();
  final Map<String, String> returns = new HashMap<>();

  /** Why a call is refused. */
  final Map<String, String> refusals = new HashMap<>();

  Ledger() {
    approve(WalletEvidenceContract.LIVE, 100, 5);
    approve(WalletEvidenceContract.REVOKED, 101, 7);
    approve(WalletEvidenceContract.UNWATCHED, 102, 9);
    approve(WalletEvidenceContract.REVOKED, 119_000, 0);
  }

  static long time(long block) {
    return START + 12 * block;
  }

  /** Tells the time as it is so long after the newest block. */
  static Clock clock(Duration later) {
    Instant then = Instant.ofEpochSecond(time(NEWEST)).plus(later);
    return Clock.offset(Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), then));
  }

  static String hash(long number) {
    return "0x" + "%064x".formatted(0xabcdef00L + number);
  }

  void approve(WalletAddress.Evm spender, long block, long amount) {
    log(
        Wallets.TOKEN,
        block,
        "0x" + "%064x".formatted(amount),
        Topics.APPROVAL,
        Topics.of(Wallets.WALLET),
        Topics.of(spender));
    String call =
        "0xdd62ed3e" + Topics.of(Wallets.WALLET).substring(2) + Topics.of(spender).substring(2);
    returns.put(Wallets.TOKEN.key() + call, "0x" + "%064x".formatted(amount));
  }

  void log(WalletAddress.Evm contract, long block, String data, String... topics) {
    ObjectNode log =
        JsonMapper.shared()
            .createObjectNode()
            .put("address", contract.key())
            .put("data", data)
            .put("blockNumber", "0x" + Long.toHexString(block))
            .put("timeStamp", "0x" + Long.toHexString(time(block)))
            .put("logIndex", "0x" + Integer.toHexString(logs.size()))
            .put("transactionHash", hash(block));
    var list = log.putArray("topics");
    for (String topic : topics) {
      list.add(topic);
    }
    logs.add(log);
  }

  /** The wallet's item is approved to this spender; returns the call that asks for that. */
  String approveItem(WalletAddress.Evm spender, long block) {
    String item = "0x" + "%064x".formatted(77);
    returns.put(Wallets.evm(52).key() + OWNER_OF + item.substring(2), Topics.of(Wallets.WALLET));
    log(
        Wallets.evm(52),
        block,
        "0x",
        Topics.APPROVAL,
        Topics.of(Wallets.WALLET),
        Topics.of(spender),
        item);
    return Wallets.evm(52).key() + "0x081812fc" + item.substring(2);
  }

  /** A transaction as {@code txlist} shows it. */
  void transaction(String from, String to, long block, String value, String input) {
    transactions.add(
        JsonMapper.shared()
            .createObjectNode()
            .put("blockNumber", Long.toString(block))
            .put("timeStamp", Long.toString(time(block)))
            .put("hash", hash(block))
            .put("from", from)
            .put("to", to)
            .put("value", value)
            .put("input", input)
            .put("isError", "0"));
  }
}
