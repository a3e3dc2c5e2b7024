package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.util.List;
import java.util.Locale;

/** Calls contracts without a transaction, at the newest block. */
interface EthCalls {
  /** What came of each call, in their order. */
  List<Outcome> results(List<Call> calls) throws WebFailure, InterruptedException;

  /** So many calls are best asked for together. */
  default int atOnce() {
    return 1;
  }

  /** What came of a call. */
  sealed interface Outcome {
    /** What it returned, as {@code 0x} and digits. */
    record Returned(String hex) implements Outcome {}

    /** The contract itself refused. */
    record Reverted() implements Outcome {}

    /** Whoever was asked did not say, or something that is no answer. */
    record Unanswered() implements Outcome {}

    /** This text, if it is what a call can return. */
    static Outcome of(String text) {
      return text.matches("0x[0-9a-fA-F]{0,4096}") ? new Returned(text) : new Unanswered();
    }

    /** An error of JSON-RPC: only some are the contract's own. */
    static Outcome refused(long code, String message) {
      return code == REVERTED || message.toLowerCase(Locale.ROOT).contains("revert")
          ? new Reverted()
          : new Unanswered();
    }
  }

  /** The code that nodes give an execution that the contract ended. */
  int REVERTED = 3;

  /** A call of a contract with this data. */
  record Call(WalletAddress.Evm to, String data) {}
}
