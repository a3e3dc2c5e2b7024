package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.chain.Chain;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a wallet did on a chain, as somebody who reads chains tells it.
 *
 * <p>Thread-safe; blocks on a network. Never throws for what the other side does: evidence that
 * cannot be had, or only in part, is told by its coverage, with what was had. An interrupt ends the
 * reading at once, with what was had so far. Empty lists mean that nothing was found within the
 * coverage.
 */
public interface WalletEvidence extends AutoCloseable {
  /** Who tells, as settings name it. */
  String provider();

  /** The chains that are read unless others are asked for. */
  List<Chain> chains();

  ChainEvidence of(Enquiry enquiry);

  /** Lets go of its connections; what is asked afterwards fails. */
  @Override
  default void close() {}

  /**
   * What to look for.
   *
   * @param since transfers and calls before this are not looked for; approvals are, for an approval
   *     outlives everything: where some cannot be had, the coverage is not complete
   * @param watched whether dealings with this address are of interest
   */
  record Enquiry(
      WalletAddress.Evm wallet, Chain chain, Instant since, Predicate<WalletAddress.Evm> watched) {}
}
