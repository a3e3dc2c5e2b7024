package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.chain.Chain;
import java.util.List;

/**
 * Says what is recorded of a wallet, and what it is exposed to.
 *
 * <p>Thread-safe; blocks up to half a minute on whoever provides the evidence. Evidence that cannot
 * be had is never an error: the report says what is missing, and its verdict is no all-clear.
 * Throws {@link java.util.concurrent.CancellationException} when its thread is interrupted.
 */
public interface WalletMonitor {
  WalletReport check(WalletQuery query);

  /** The chains on which evidence is looked for unless others are asked for. */
  List<Chain> chains();
}
