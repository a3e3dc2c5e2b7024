package ai.kamiyo.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.wallet.Approval.State;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What every provider of evidence must do, over a world in which the wallet has approved the token
 * to two watched spenders and to one that nobody watches, and has taken one of the former back.
 */
public abstract class WalletEvidenceContract {
  public static final WalletAddress.Evm LIVE = Wallets.evm(0x11);
  public static final WalletAddress.Evm REVOKED = Wallets.evm(0x12);
  public static final WalletAddress.Evm UNWATCHED = Wallets.evm(0x13);
  private static final Chain NOWHERE = Chains.ofEip155(424_242);

  /** A provider over that world. */
  protected abstract WalletEvidence evidence();

  /** The chain of that world. */
  protected abstract Chain chain();

  /** A moment after all approvals but the one that took one back. */
  protected abstract Instant later();

  /** From now on the other side does not answer. */
  protected abstract void breakDown();

  private ChainEvidence ask(Chain chain) {
    return ask(chain, Instant.parse("2020-01-01T00:00:00Z"));
  }

  private ChainEvidence ask(Chain chain, Instant since) {
    Predicate<WalletAddress.Evm> watched = Set.of(LIVE, REVOKED)::contains;
    return evidence().of(new WalletEvidence.Enquiry(Wallets.WALLET, chain, since, watched));
  }

  @Test
  void approvalsToWatchedSpendersAreToldWithTheirForce() {
    ChainEvidence found = ask(chain());
    assertThat(found.coverage().error()).isEmpty();
    assertThat(found.coverage().complete()).isTrue();
    assertThat(found.coverage().fromBlock()).isPresent();
    assertThat(found.coverage().toBlock()).isPresent();
    assertThat(found.approvals())
        .extracting(Approval::spender, Approval::state, Approval::token)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(LIVE, State.LIVE, Wallets.TOKEN),
            org.assertj.core.groups.Tuple.tuple(REVOKED, State.PAST, Wallets.TOKEN));
    assertThat(found.approvals())
        .allSatisfy(approval -> {
          assertThat(approval.chain()).isEqualTo(chain());
          assertThat(approval.last().transaction()).matches("0x[0-9a-f]{64}");
        });
  }

  @Test
  void anApprovalOutlivesTheLookback() {
    ChainEvidence found = ask(chain(), later());
    assertThat(found.coverage().complete()).isTrue();
    assertThat(found.approvals())
        .extracting(Approval::spender, Approval::state)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(LIVE, State.LIVE),
            org.assertj.core.groups.Tuple.tuple(REVOKED, State.PAST));
  }

  @Test
  void aSilentSourceIsToldAndNeverThrows() {
    breakDown();
    ChainEvidence found = ask(chain());
    assertThat(found.coverage().complete()).isFalse();
    assertThat(found.coverage().error().orElseThrow()).isNotBlank();
    assertThat(found.approvals()).isEmpty();
  }

  @Test
  void anInterruptEndsTheReading() {
    Thread.currentThread().interrupt();
    ChainEvidence found = ask(chain());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(found.coverage().complete()).isFalse();
  }

  @Test
  void aChainThatIsNotThereIsIncompleteAndNamesWhatWouldBringIt() {
    ChainEvidence found = ask(NOWHERE);
    assertThat(found.coverage().complete()).isFalse();
    assertThat(found.coverage().error())
        .map(String::length)
        .hasValueSatisfying(n -> assertThat(n).isGreaterThan(10));
  }

  @Test
  void itSaysWhoItIs() {
    assertThat(evidence().provider()).isIn("etherscan", "blockscout", "rpc");
    assertThat(Optional.of(evidence().chains())).isPresent();
  }
}
