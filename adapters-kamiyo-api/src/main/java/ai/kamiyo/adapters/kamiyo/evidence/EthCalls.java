package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.util.List;
import java.util.Optional;

/** Calls contracts without a transaction, at the newest block. */
interface EthCalls {
  /** What each call returned, as {@code 0x} and digits; empty where the contract refused. */
  List<Optional<String>> results(List<Call> calls) throws WebFailure, InterruptedException;

  /** A call of a contract with this data. */
  record Call(WalletAddress.Evm to, String data) {}
}
