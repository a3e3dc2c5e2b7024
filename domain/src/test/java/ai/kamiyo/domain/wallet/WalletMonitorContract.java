package ai.kamiyo.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.wallet.Approval.State;
import ai.kamiyo.domain.wallet.Listing.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every wallet monitor must do. */
public abstract class WalletMonitorContract {
  private static final WalletAddress.Evm SPENDER = Wallets.evm(0x21);
  private static final AddressListings LISTS =
      Wallets.lists(
          Wallets.listing(SPENDER, Kind.EXPLOITED_SPENDER, Optional.of(Wallets.ETHEREUM)));
  private static final WalletQuery QUERY = new WalletQuery(Wallets.WALLET, List.of(), 365);

  /** A monitor over these lists and this evidence; without any, none is configured. */
  protected abstract WalletMonitor monitor(
      AddressListings lists, Optional<WalletEvidence> evidence);

  @Test
  void whatIsListedIsListedWithoutAnyEvidence() {
    WalletReport report =
        monitor(LISTS, Optional.empty()).check(new WalletQuery(SPENDER, List.of(), 365));
    assertThat(report.verdict()).isEqualTo(Verdict.LISTED);
    assertThat(report.coverage().complete()).isFalse();
  }

  @Test
  void withoutEvidenceNothingIsCleared() {
    WalletReport report = monitor(LISTS, Optional.empty()).check(QUERY);
    assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(report.coverage().missing().orElseThrow()).contains("WALLET_EVIDENCE");
  }

  @Test
  void aLiveApprovalExposes() {
    Approval live = Wallets.approval(SPENDER, Wallets.ETHEREUM, State.LIVE);
    WalletEvidence evidence =
        told(enquiry -> {
          assertThat(enquiry.watched().test(SPENDER)).isTrue();
          assertThat(enquiry.watched().test(Wallets.TOKEN)).isFalse();
          return Wallets.evidence(enquiry.chain(), live);
        });
    WalletReport report = monitor(LISTS, Optional.of(evidence)).check(QUERY);
    assertThat(report.verdict()).isEqualTo(Verdict.EXPOSED);
    assertThat(report.coverage().complete()).isTrue();
  }

  @Test
  void evidenceThatFailsIsNoAllClear() {
    WalletEvidence broken =
        told(enquiry ->
            ChainEvidence.none(ChainCoverage.nothing(enquiry.chain(), "rpc", "it is down")));
    WalletEvidence faulty =
        told(enquiry -> {
          throw new IllegalStateException("a fault of ours");
        });
    for (WalletEvidence evidence : List.of(broken, faulty)) {
      WalletReport report = monitor(LISTS, Optional.of(evidence)).check(QUERY);
      assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(report.coverage().complete()).isFalse();
      assertThat(report.statement()).doesNotContain("a fault of ours");
    }
  }

  @Test
  void onlyTheChainsThatWereAskedForAreLookedAt() {
    WalletEvidence evidence = told(enquiry -> Wallets.evidence(enquiry.chain()));
    WalletReport report =
        monitor(LISTS, Optional.of(evidence))
            .check(new WalletQuery(Wallets.WALLET, List.of(Wallets.BSC), 365));
    assertThat(report.coverage().chains())
        .extracting(ChainCoverage::chain)
        .containsExactly(Wallets.BSC);
    assertThat(report.verdict()).isEqualTo(Verdict.NO_MATCH);
  }

  private static WalletEvidence told(Function<WalletEvidence.Enquiry, ChainEvidence> answer) {
    return new WalletEvidence() {
      @Override
      public String provider() {
        return "rpc";
      }

      @Override
      public List<ai.kamiyo.domain.chain.Chain> chains() {
        return List.of(Wallets.ETHEREUM);
      }

      @Override
      public ChainEvidence of(Enquiry enquiry) {
        return answer.apply(enquiry);
      }
    };
  }
}
