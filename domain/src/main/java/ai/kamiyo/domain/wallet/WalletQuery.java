package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.chain.Chain;
import java.util.List;

/**
 * Whose exposure is asked for. An instance is always valid.
 *
 * @param chains those to look at for evidence, each once; empty means all that are configured
 */
public record WalletQuery(WalletAddress address, List<Chain> chains, int lookbackDays) {
  public static final int DEFAULT_LOOKBACK = 365;
  public static final int MAX_LOOKBACK = 3_650;
  public static final int MAX_CHAINS = 20;

  public WalletQuery {
    chains = chains.stream().distinct().toList();
    if (lookbackDays < 1 || lookbackDays > MAX_LOOKBACK) {
      throw new InvalidArgument(
          "lookback_days", "must be 1.." + MAX_LOOKBACK + ", was " + lookbackDays, "365");
    }
    if (chains.size() > MAX_CHAINS) {
      throw new InvalidArgument("chains", "must be at most " + MAX_CHAINS, "[\"Ethereum\"]");
    }
    for (Chain chain : chains) {
      if (chain.eip155().isEmpty()) {
        throw new InvalidArgument(
            "chains",
            "can only hold EVM chains, and " + chain.name() + " is none: leave it out",
            "[\"Ethereum\"]");
      }
    }
  }
}
