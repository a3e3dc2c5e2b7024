package ai.kamiyo.application.wallet;

import ai.kamiyo.application.call.ToolCall;
import ai.kamiyo.application.call.ToolCallGate;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.wallet.WalletMonitor;
import ai.kamiyo.domain.wallet.WalletQuery;
import ai.kamiyo.domain.wallet.WalletReport;
import java.util.List;

/** Checks what is recorded of a wallet, and to whom it is exposed. */
public final class CheckWalletInteractions {
  private final ToolCallGate gate;
  private final WalletMonitor monitor;

  public CheckWalletInteractions(ToolCallGate gate, WalletMonitor monitor) {
    this.gate = gate;
    this.monitor = monitor;
  }

  public ToolCall<WalletReport> check(Caller caller, WalletQuery query) {
    return gate.call(caller, Tool.CHECK_WALLET_INTERACTIONS, tier -> monitor.check(query));
  }

  /** The chains on which evidence is looked for unless others are asked for. */
  public List<Chain> chains() {
    return monitor.chains();
  }
}
