package ai.kamiyo.domain.wallet;

import static ai.kamiyo.domain.wallet.Wallets.BSC;
import static ai.kamiyo.domain.wallet.Wallets.ETHEREUM;
import static ai.kamiyo.domain.wallet.Wallets.WALLET;
import static ai.kamiyo.domain.wallet.Wallets.approval;
import static ai.kamiyo.domain.wallet.Wallets.evidence;
import static ai.kamiyo.domain.wallet.Wallets.evm;
import static ai.kamiyo.domain.wallet.Wallets.listing;
import static ai.kamiyo.domain.wallet.Wallets.lists;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.wallet.Approval.State;
import ai.kamiyo.domain.wallet.Listing.Kind;
import ai.kamiyo.domain.wallet.Listing.Status;
import ai.kamiyo.domain.wallet.Transfer.Direction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WalletScreeningTest {
  private static final WalletAddress.Evm SPENDER = evm(10);
  private static final Listing EXPLOITED =
      listing(SPENDER, Kind.EXPLOITED_SPENDER, Optional.of(ETHEREUM));
  private static final Event EVENT = new Event("0x" + "b".repeat(64), 8, Optional.empty());

  private static final String NOT_SAFE = "That is not evidence of safety.";

  private static WalletReport report(AddressListings lists, ChainEvidence... evidence) {
    return new WalletScreening(lists).report(WALLET, List.of(evidence), Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anAddressThatIsListedIsListedAsWhatItIs(Kind kind) {
    WalletReport report = report(lists(listing(WALLET, kind, Optional.empty())));
    assertThat(report.verdict()).isEqualTo(Verdict.LISTED);
    assertThat(report.listings()).extracting(Listing::kind).containsExactly(kind);
    assertThat(report.statement()).contains("https://example.org/list", "2024-07-16");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"DISPUTED", "DELISTED"})
  void whatWasTakenBackIsToldAndDoesNotCount(Status status) {
    WalletReport report =
        report(
            lists(listing(WALLET, Kind.SANCTIONED, Optional.empty()).as(status)),
            evidence(ETHEREUM));
    assertThat(report.verdict()).isEqualTo(Verdict.NO_MATCH);
    assertThat(report.listings()).extracting(Listing::status).containsExactly(status);
    assertThat(report.statement()).contains("does not count");
  }

  @Test
  void aListWithoutDatesIsToldWithTheDayItWasFirstSeen() {
    LocalDate day = LocalDate.of(2026, 11, 26);
    Listing undated =
        new Listing(
            WALLET,
            Kind.SANCTIONED,
            "on the list",
            Optional.empty(),
            Optional.empty(),
            "OFAC sanctions",
            Optional.empty(),
            Optional.of(new Listing.Seen(day, day)),
            Status.LISTED);
    assertThat(report(lists(undated)).statement())
        .contains("on the list, first seen here on 2026-11-26 (OFAC sanctions)");
  }

  @Test
  void aWhiteHatIsToldAsSuchWhateverElseListsSay() {
    WalletReport report =
        report(
            lists(
                listing(WALLET, Kind.ATTACKER, Optional.of(ETHEREUM)).as(Status.DISPUTED),
                listing(WALLET, Kind.WHITE_HAT, Optional.empty())));
    assertThat(report.verdict()).isEqualTo(Verdict.LISTED);
    assertThat(report.listings().getFirst().kind()).isEqualTo(Kind.WHITE_HAT);
    assertThat(report.statement()).startsWith("This address is a known white hat");
    assertThat(report.nextSteps()).isEmpty();
  }

  @Test
  void aLiveApprovalExposesAndIsTakenBackByAnExactTransaction() {
    WalletReport report =
        report(lists(EXPLOITED), evidence(ETHEREUM, approval(SPENDER, ETHEREUM, State.LIVE)));
    assertThat(report.verdict()).isEqualTo(Verdict.EXPOSED);
    Revocation revocation = report.nextSteps().getFirst().revocation().orElseThrow();
    assertThat(revocation.to()).isEqualTo(Wallets.TOKEN);
    assertThat(revocation.callData())
        .isEqualTo("0x095ea7b3" + "0".repeat(24) + SPENDER.key().substring(2) + "0".repeat(64));
    assertThat(report.nextSteps().getFirst().text()).contains("Ethereum", SPENDER.normalized());
  }

  @ParameterizedTest
  @CsvSource({
    "1,0x000000000022d473030f116ddee9f6b43ac78ba3",
    "324,0x0000000000225e31d15943971f47ad3022f714fa",
    "2741,0x0000000000225e31d15943971f47ad3022f714fa"
  })
  void aRightThroughPermit2IsTakenBackWhereThatLiesOnItsChain(long chain, String permit2) {
    Approval approval =
        new Approval(
            Approval.Standard.PERMIT2,
            Chains.ofEip155(chain),
            Wallets.TOKEN,
            SPENDER,
            Optional.empty(),
            State.LIVE,
            Optional.empty(),
            EVENT);
    assertThat(Revocation.of(approval).to().key()).isEqualTo(permit2);
  }

  @ParameterizedTest
  @CsvSource({"9,9,''", "14,10,5 more approvals"})
  void whatToTakeBackBeyondAFewIsCounted(int approvals, int steps, String last) {
    Approval[] all = new Approval[approvals];
    for (int i = 0; i < approvals; i++) {
      all[i] = approval(SPENDER, ETHEREUM, State.LIVE);
    }
    List<NextStep> told = report(lists(EXPLOITED), evidence(ETHEREUM, all)).nextSteps();
    assertThat(told).hasSize(steps);
    assertThat(told.getLast().text()).contains(last);
  }

  @Test
  void aPastApprovalIsPreviousExposure() {
    WalletReport report =
        report(lists(EXPLOITED), evidence(ETHEREUM, approval(SPENDER, ETHEREUM, State.PAST)));
    assertThat(report.verdict()).isEqualTo(Verdict.PREVIOUSLY_EXPOSED);
    assertThat(report.nextSteps()).isEmpty();
  }

  @Test
  void anApprovalToAContractThatWasMendedHasItsForceAndExposesNobodyNow() {
    WalletReport report =
        report(
            lists(EXPLOITED.as(Status.FIXED)),
            evidence(ETHEREUM, approval(SPENDER, ETHEREUM, State.LIVE)));
    assertThat(report.verdict()).isEqualTo(Verdict.PREVIOUSLY_EXPOSED);
    assertThat(report.approvals().getFirst().what().state()).isEqualTo(State.LIVE);
    assertThat(report.statement())
        .contains("has force now", "mended since")
        .doesNotContain("no force any more");
    assertThat(report.nextSteps().getFirst().revocation()).isPresent();
    assertThat(report.nextSteps().getFirst().text()).contains("mended since");
  }

  @Test
  void whetherARightGivenToAMendedContractHasForceDecidesNothing() {
    WalletReport report =
        report(
            lists(EXPLOITED.as(Status.FIXED)),
            evidence(ETHEREUM, approval(SPENDER, ETHEREUM, State.UNKNOWN)));
    assertThat(report.verdict()).isEqualTo(Verdict.PREVIOUSLY_EXPOSED);
    assertThat(report.statement()).contains("could not be read");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ATTACKER", "SANCTIONED"})
  void anApprovalToAPersonExposesOnEveryChain(Kind kind) {
    for (Optional<Chain> named : List.of(Optional.<Chain>empty(), Optional.of(ETHEREUM))) {
      WalletReport report =
          report(
              lists(listing(SPENDER, kind, named)),
              evidence(BSC, approval(SPENDER, BSC, State.LIVE)));
      assertThat(report.verdict()).as("%s %s", kind, named).isEqualTo(Verdict.EXPOSED);
      assertThat(report.nextSteps().getFirst().revocation()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"EXPLOITED_SPENDER", "ATTACK_CONTRACT"})
  void anApprovalToAContractExposesOnItsOwnChainOnly(Kind kind) {
    AddressListings lists = lists(listing(SPENDER, kind, Optional.of(ETHEREUM)));
    assertThat(report(lists, evidence(ETHEREUM, approval(SPENDER, ETHEREUM, State.LIVE))).verdict())
        .isEqualTo(Verdict.EXPOSED);
    assertThat(report(lists, evidence(BSC, approval(SPENDER, BSC, State.LIVE))).verdict())
        .isEqualTo(Verdict.NO_MATCH);
  }

  @Test
  void anApprovalOnAnotherChainThanTheSpendersIsNoMatch() {
    WalletReport report =
        report(lists(EXPLOITED), evidence(BSC, approval(SPENDER, BSC, State.LIVE)));
    assertThat(report.verdict()).isEqualTo(Verdict.NO_MATCH);
    assertThat(report.approvals()).isEmpty();
  }

  @Test
  void anAllowanceThatCouldNotBeReadIsNoAllClear() {
    WalletReport report =
        report(lists(EXPLOITED), evidence(ETHEREUM, approval(SPENDER, ETHEREUM, State.UNKNOWN)));
    assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aChainThatCouldNotBeReadIsNoAllClear() {
    ChainEvidence broken =
        ChainEvidence.none(ChainCoverage.nothing(BSC, "rpc", "the node cannot be reached"));
    WalletReport report = report(lists(EXPLOITED), evidence(ETHEREUM), broken);
    assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(report.coverage().complete()).isFalse();
    assertThat(report.statement()).contains("Not read completely: BSC");
  }

  @Test
  void whatIsLiveExposesEvenIfAnotherChainCouldNotBeRead() {
    ChainEvidence broken = ChainEvidence.none(ChainCoverage.nothing(BSC, "rpc", "down"));
    ChainEvidence live = evidence(ETHEREUM, approval(SPENDER, ETHEREUM, State.LIVE));
    assertThat(report(lists(EXPLOITED), live, broken).verdict()).isEqualTo(Verdict.EXPOSED);
  }

  @Test
  void withoutEvidenceNothingIsCleared() {
    WalletReport report =
        new WalletScreening(lists()).report(WALLET, List.of(), Optional.of("set WALLET_EVIDENCE"));
    assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(report.coverage().complete()).isFalse();
    assertThat(report.statement()).contains("set WALLET_EVIDENCE");
    assertThat(report.nextSteps().getFirst().text()).contains("set WALLET_EVIDENCE");
  }

  @Test
  void aListThatCouldNotBeReadIsNoAllClear() {
    AddressListings.Source broken =
        new AddressListings.Source("imported", 0, Optional.empty(), Optional.of("it is damaged"));
    AddressListings lists =
        new AddressListings() {
          @Override
          public List<Listing> of(WalletAddress address) {
            return List.of();
          }

          @Override
          public Overview overview() {
            return new Overview(0, Optional.empty(), List.of(broken));
          }
        };
    WalletReport report = report(lists, evidence(ETHEREUM));
    assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(report.statement()).contains("imported: it is damaged");
  }

  @Test
  void toReceiveIsNobodysDoingAndToSendIs() {
    WalletAddress.Evm thief = evm(11);
    AddressListings lists = lists(listing(thief, Kind.ATTACKER, Optional.of(BSC)));
    WalletReport received = report(lists, transfer(thief, Direction.RECEIVED));
    assertThat(received.verdict()).isEqualTo(Verdict.NO_MATCH);
    assertThat(received.transfers()).hasSize(1);
    assertThat(received.statement())
        .contains("to receive is nobody's doing", "nothing else recorded matches", NOT_SAFE)
        .doesNotContain("Nothing recorded matches");
    WalletReport sent = report(lists, transfer(thief, Direction.SENT));
    assertThat(sent.verdict()).isEqualTo(Verdict.PREVIOUSLY_EXPOSED);
  }

  @Test
  void whatWasSentIsToldBeforeAllThatWasReceived() {
    WalletAddress.Evm thief = evm(11);
    List<Transfer> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(new Transfer(ETHEREUM, thief, Direction.RECEIVED, Optional.empty(), EVENT));
    }
    all.add(new Transfer(ETHEREUM, thief, Direction.SENT, Optional.empty(), EVENT));
    WalletReport report =
        report(
            lists(listing(thief, Kind.ATTACKER, Optional.empty())),
            new ChainEvidence(Wallets.read(ETHEREUM), List.of(), all, List.of()));
    assertThat(report.transfers().getFirst().what().direction()).isEqualTo(Direction.SENT);
  }

  private static ChainEvidence transfer(WalletAddress.Evm whom, Direction direction) {
    Transfer transfer = new Transfer(ETHEREUM, whom, direction, Optional.empty(), EVENT);
    return new ChainEvidence(Wallets.read(ETHEREUM), List.of(), List.of(transfer), List.of());
  }

  @Test
  void aCallToAVictimIsToldAndIsNoExposure() {
    WalletAddress.Evm victim = evm(12);
    ChainEvidence called =
        new ChainEvidence(
            Wallets.read(ETHEREUM),
            List.of(),
            List.of(),
            List.of(new ContractCall(ETHEREUM, victim, EVENT)));
    WalletReport report =
        report(lists(listing(victim, Kind.VICTIM_CONTRACT, Optional.of(ETHEREUM))), called);
    assertThat(report.calls()).hasSize(1);
    assertThat(report.verdict()).isEqualTo(Verdict.NO_MATCH);
    assertThat(report.statement())
        .contains("1 × call", "nothing else recorded matches", NOT_SAFE)
        .doesNotContain("Nothing recorded matches");
    assertThat(report(lists(), evidence(ETHEREUM)).statement())
        .contains("Nothing recorded matches", NOT_SAFE);
    assertThat(
            report(lists(listing(victim, Kind.VICTIM_CONTRACT, Optional.of(BSC))), called).calls())
        .isEmpty();
  }

  @Test
  void nothingIsEverCalledSafe() {
    for (WalletReport report :
        List.of(
            report(lists(), evidence(ETHEREUM)),
            report(lists(listing(WALLET, Kind.WHITE_HAT, Optional.empty()))),
            new WalletScreening(lists()).report(WALLET, List.of(), Optional.of("set it")))) {
      String said = report.statement().toLowerCase(Locale.ROOT);
      assertThat(said.replace("not evidence of safety", "")).doesNotContain("safe");
    }
  }

  @Test
  void selectorsAreThoseOfTheirFunctions() {
    String[][] known = {
      {"approve(address,uint256)", "095ea7b3"},
      {"setApprovalForAll(address,bool)", "a22cb465"},
      {"lockdown((address,address)[])", "cc53287f"}
    };
    for (String[] function : known) {
      byte[] hash = Keccak256.of(function[0].getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(java.util.HexFormat.of().formatHex(hash)).startsWith(function[1]);
    }
  }
}
