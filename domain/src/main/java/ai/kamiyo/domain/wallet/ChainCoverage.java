package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.chain.Chain;
import java.util.List;
import java.util.Optional;

/**
 * How much of one chain was read.
 *
 * @param fromBlock the first block that was read
 * @param toBlock the last one
 * @param complete whether all was read that this provider can give
 * @param error what is missing, and which setting would bring it, in our own words
 * @param notCovered what this provider cannot give at all
 */
public record ChainCoverage(
    Chain chain,
    String provider,
    Optional<Long> fromBlock,
    Optional<Long> toBlock,
    boolean complete,
    Optional<String> error,
    List<String> notCovered) {
  public ChainCoverage {
    notCovered = List.copyOf(notCovered);
    if (complete == error.isPresent()) {
      throw new IllegalArgumentException("what is not complete says why, and nothing else does");
    }
  }

  /** Nothing was read, for this reason. */
  public static ChainCoverage nothing(Chain chain, String provider, String error) {
    return new ChainCoverage(
        chain, provider, Optional.empty(), Optional.empty(), false, Optional.of(error), List.of());
  }
}
