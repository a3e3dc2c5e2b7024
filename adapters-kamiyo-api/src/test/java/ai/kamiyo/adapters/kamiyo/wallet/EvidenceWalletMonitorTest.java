package ai.kamiyo.adapters.kamiyo.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.wallet.AddressListings;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.Verdict;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletEvidence;
import ai.kamiyo.domain.wallet.WalletMonitor;
import ai.kamiyo.domain.wallet.WalletMonitorContract;
import ai.kamiyo.domain.wallet.WalletQuery;
import ai.kamiyo.domain.wallet.WalletReport;
import ai.kamiyo.domain.wallet.Wallets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EvidenceWalletMonitorTest extends WalletMonitorContract {
  /** For chains that answer, too. */
  private static final Duration SOON = Duration.ofSeconds(3);

  @Override
  protected WalletMonitor monitor(AddressListings lists, Optional<WalletEvidence> evidence) {
    return new EvidenceWalletMonitor(
        lists, evidence, "set WALLET_EVIDENCE", SOON, Clock.systemUTC());
  }

  /** A provider with one chain that answers and one that never does, not even when interrupted. */
  private static final class HalfDeaf implements WalletEvidence {
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public String provider() {
      return "rpc";
    }

    @Override
    public List<Chain> chains() {
      return List.of(Wallets.BSC, Wallets.ETHEREUM);
    }

    @Override
    public ChainEvidence of(Enquiry enquiry) {
      while (enquiry.chain().equals(Wallets.BSC) && never.getCount() > 0) {
        try {
          never.await();
        } catch (InterruptedException e) {
          // a deaf one
        }
      }
      return Wallets.evidence(enquiry.chain());
    }
  }

  @Test
  void oneSilentChainNeitherHoldsUpNorHidesTheOthers() {
    HalfDeaf evidence = new HalfDeaf();
    try {
      WalletReport report =
          monitor(Wallets.lists(), Optional.of(evidence))
              .check(new WalletQuery(Wallets.WALLET, List.of(), 30));
      assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(report.coverage().chains())
          .extracting(c -> c.chain().name(), c -> c.complete())
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("BSC", false),
              org.assertj.core.groups.Tuple.tuple("Ethereum", true));
    } finally {
      evidence.never.countDown();
    }
  }

  @Test
  void aCancelledCallIsCancelled() {
    HalfDeaf evidence = new HalfDeaf();
    try {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() ->
              monitor(Wallets.lists(), Optional.of(evidence))
                  .check(new WalletQuery(Wallets.WALLET, List.of(), 30)))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
      evidence.never.countDown();
    }
  }

  @Test
  void addressesOfOtherFamiliesAreOnlyLookedUpAndThatIsSaid() {
    WalletAddress bitcoin = WalletAddress.parse("a", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
    WalletReport report =
        monitor(Wallets.lists(), Optional.of(new HalfDeaf()))
            .check(new WalletQuery(bitcoin, List.of(), 30));
    assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(report.statement()).contains("only the lists were asked");
  }
}
