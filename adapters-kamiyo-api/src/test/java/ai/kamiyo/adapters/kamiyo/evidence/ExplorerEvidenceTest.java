package ai.kamiyo.adapters.kamiyo.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.wallet.Approval;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.ContractCall;
import ai.kamiyo.domain.wallet.Transfer;
import ai.kamiyo.domain.wallet.Transfer.Direction;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletEvidence;
import ai.kamiyo.domain.wallet.WalletEvidenceContract;
import ai.kamiyo.domain.wallet.Wallets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both explorers against a stand-in; what differs between them is in {@link ChainServer}. */
class ExplorerEvidenceTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  @Nested
  class OfEtherscan extends Suite {
    OfEtherscan() {
      super((server, clock) ->
          ExplorerEvidence.etherscan(
              server.url("/v2/api"), Optional.of("THE-KEY"), AT_ONCE, clock));
    }

    @Test
    void everyRequestBearsChainAndKey() {
      ask(server.ledger);
      assertThat(server.asked)
          .isNotEmpty()
          .allSatisfy(
              request -> assertThat(request).contains("/v2/api?chainid=1&", "apikey=THE-KEY"));
    }

    @Test
    void oneCallThatFailsLeavesTheAnswersOfTheOthers() {
      server.fault =
          answer ->
              calls() == 1 && server.asked.getLast().contains("eth_call")
                  ? "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Error!\"}"
                  : answer;
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().complete()).isFalse();
      assertThat(found.approvals())
          .extracting(Approval::spender, Approval::state)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(LIVE, Approval.State.UNKNOWN),
              org.assertj.core.groups.Tuple.tuple(REVOKED, Approval.State.PAST));
    }

    @Test
    void whenTheTimeIsUpWhatWasAnsweredIsKept() {
      Thread reader = Thread.currentThread();
      server.fault =
          answer -> {
            if (calls() == 2) {
              reader.interrupt();
            }
            return answer;
          };
      ChainEvidence found = ask(server.ledger);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(found.approvals())
          .filteredOn(approval -> approval.spender().equals(LIVE))
          .extracting(Approval::state)
          .containsExactly(Approval.State.LIVE);
    }

    private long calls() {
      return server.asked.stream().filter(request -> request.contains("eth_call")).count();
    }

    @Test
    void theKeyIsNeverTold() {
      server.fault = answer -> ChainServer.HTML;
      assertThat(ask(server.ledger).toString()).doesNotContain("THE-KEY").doesNotContain("SECRET");
    }
  }

  @Nested
  class OfBlockscout extends Suite {
    OfBlockscout() {
      super((server, clock) ->
          ExplorerEvidence.blockscout(Map.of(1L, server.url("")), AT_ONCE, clock));
    }

    @Test
    void wherePermit2LiesElsewhereItsEventsAreReadThere() {
      Chain zksync = Chains.ofEip155(324);
      String wallet = Topics.of(Wallets.WALLET);
      String spender = Topics.of(LIVE);
      String token = Topics.of(Wallets.evm(53));
      server.ledger.log(
          new WalletAddress.Evm("0x0000000000225e31d15943971f47ad3022f714fa"),
          202,
          "0x",
          Topics.PERMIT2_APPROVAL,
          wallet,
          token,
          spender);
      try (ExplorerEvidence elsewhere =
          ExplorerEvidence.blockscout(Map.of(324L, server.url("")), AT_ONCE, clock)) {
        assertThat(elsewhere.of(enquiry(zksync, Ledger.time(50_000))).approvals())
            .extracting(Approval::standard)
            .contains(Approval.Standard.PERMIT2);
      }
    }
  }

  /** What both must do. */
  abstract static class Suite extends WalletEvidenceContract {
    final ChainServer server = new ChainServer();
    final Clock clock = Ledger.clock(Duration.ofMinutes(1));
    final BiFunction<ChainServer, Clock, ExplorerEvidence> maker;
    final ExplorerEvidence evidence;

    Suite(BiFunction<ChainServer, Clock, ExplorerEvidence> maker) {
      this.maker = maker;
      evidence = maker.apply(server, clock);
    }

    @AfterEach
    void end() {
      evidence.close();
      server.close();
    }

    @Override
    protected WalletEvidence evidence() {
      return evidence;
    }

    @Override
    protected Chain chain() {
      return Wallets.ETHEREUM;
    }

    @Override
    protected Instant later() {
      return Instant.ofEpochSecond(Ledger.time(110_000));
    }

    @Override
    protected void breakDown() {
      server.close();
    }

    ChainEvidence ask(Ledger unused) {
      return evidence.of(enquiry(Wallets.ETHEREUM, Ledger.time(50_000)));
    }

    static WalletEvidence.Enquiry enquiry(Chain chain, long since) {
      return new WalletEvidence.Enquiry(
          Wallets.WALLET, chain, Instant.ofEpochSecond(since), Set.of(LIVE, REVOKED)::contains);
    }

    @Test
    void whatIsNotProcessedYetIsIncompleteAndTheRestIsRead() {
      server.fault =
          answer ->
              server.asked.getLast().contains("txlistinternal")
                  ? "{\"status\":\"2\",\"message\":\"Some internal transactions within this block"
                      + " range have not yet been processed\",\"result\":[]}"
                  : answer;
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().complete()).isFalse();
      assertThat(found.coverage().error().orElseThrow()).contains("not processed all blocks");
      assertThat(found.approvals()).hasSize(2);
    }

    @Test
    void rowsOfWhatIsNotProcessedWhollyAreTold() {
      server.ledger.transaction(Wallets.WALLET.key(), LIVE.key(), 60_000, "1", "0x");
      server.fault =
          answer ->
              server.asked.getLast().contains("action=txlist&")
                  ? answer.replace("\"status\":\"1\"", "\"status\":\"2\"")
                  : answer;
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().complete()).isFalse();
      assertThat(found.transfers()).hasSize(1);
    }

    @Test
    void anExplorerThatHasStoppedIsIncomplete() {
      try (ExplorerEvidence stopped = maker.apply(server, Ledger.clock(Duration.ofDays(60)))) {
        ChainEvidence found = stopped.of(enquiry(Wallets.ETHEREUM, Ledger.time(50_000)));
        assertThat(found.coverage().complete()).isFalse();
        assertThat(found.coverage().error().orElseThrow()).contains("no block of the last day");
        assertThat(found.approvals()).hasSize(2);
      }
    }

    @Test
    void aLookbackFromBeforeTheFirstBlockReadsAll() {
      ChainEvidence found = evidence.of(enquiry(Wallets.ETHEREUM, Ledger.START - 86_400));
      assertThat(found.coverage().error()).isEmpty();
      assertThat(found.coverage().fromBlock()).contains(0L);
      assertThat(found.approvals()).hasSize(2);
    }

    @Test
    void whatIsReadFromNobodyIsNamed() {
      assertThat(ask(server.ledger).coverage().notCovered())
          .containsExactly("transfers of ERC-1155 items");
    }

    @Test
    void aMomentThatIsNoneIsLeftOut() {
      server.ledger.transaction(Wallets.WALLET.key(), LIVE.key(), 60_000, "0", "0x12345678");
      server.ledger.transactions.getFirst().put("timeStamp", "31556889864403199");
      assertThat(ask(server.ledger).calls())
          .extracting(call -> call.event().at())
          .containsExactly(Optional.empty());
    }

    @Test
    void anItemWithoutAWholeNumberIsNoItem() {
      server.ledger.log(
          Wallets.evm(52),
          200,
          "0x",
          Topics.APPROVAL,
          Topics.of(Wallets.WALLET),
          Topics.of(LIVE),
          "9".repeat(78));
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().error().orElseThrow()).contains("cannot be read");
      assertThat(found.approvals()).hasSize(2);
    }

    @Test
    void whatTheNextOwnerOfAnItemApprovesExposesTheNextOwner() {
      server.ledger.returns.put(server.ledger.approveItem(LIVE, 200), Topics.of(LIVE));
      assertThat(ofItems()).containsExactly(Approval.State.LIVE);
      server.ledger.returns.replaceAll((call, returned) ->
          call.contains(Ledger.OWNER_OF) ? Topics.of(Wallets.evm(70)) : returned);
      assertThat(ofItems()).containsExactly(Approval.State.PAST);
    }

    private List<Approval.State> ofItems() {
      return ask(server.ledger).approvals().stream()
          .filter(approval -> approval.standard() == Approval.Standard.ERC721)
          .map(Approval::state)
          .toList();
    }

    @Test
    void approvalsAreReadOfAllTimesAndTheRestSinceTheMoment() {
      String wallet = Wallets.WALLET.key();
      server.ledger.transaction(wallet, LIVE.key(), 40_000, "1", "0x12345678");
      server.ledger.transaction(wallet, LIVE.key(), 60_000, "0", "0x12345678");
      server.ledger.transaction(REVOKED.key(), wallet, 60_001, "5", "0x");
      server.ledger.transaction(wallet, REVOKED.key(), 60_002, "5", "0x");
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().complete()).isTrue();
      assertThat(found.approvals()).hasSize(2);
      assertThat(found.calls())
          .extracting(ContractCall::contract, c -> c.event().block())
          .containsExactly(org.assertj.core.groups.Tuple.tuple(LIVE, 60_000L));
      assertThat(found.calls().getFirst().event().at())
          .contains(Instant.ofEpochSecond(Ledger.time(60_000)));
      assertThat(found.transfers())
          .extracting(Transfer::direction)
          .containsExactly(Direction.RECEIVED, Direction.SENT);
    }

    @Test
    void pagesAreReadToTheLastAndDustHidesNothing() {
      String wallet = Wallets.WALLET.key();
      for (int i = 0; i < 2_500; i++) {
        server.ledger.transaction(LIVE.key(), wallet, 60_000 + i, "1", "0x");
      }
      server.ledger.transaction(wallet, REVOKED.key(), 63_000, "1", "0x");
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().complete()).isTrue();
      assertThat(found.transfers()).hasSize(501);
      assertThat(found.transfers())
          .filteredOn(transfer -> transfer.direction() == Direction.SENT)
          .extracting(Transfer::counterparty)
          .containsExactly(REVOKED);
      assertThat(found.coverage().notCovered())
          .contains("more than 500 transfers from listed addresses");
    }

    @ParameterizedTest
    @CsvSource({"0x,transfers went", "0x12345678,calls went"})
    void moreThanIsToldOfWhatTheWalletDidIsIncomplete(String input, String named) {
      for (int i = 0; i < 501; i++) {
        server.ledger.transaction(
            Wallets.WALLET.key(), LIVE.key(), 60_000 + i, input.equals("0x") ? "1" : "0", input);
      }
      ChainEvidence found = ask(server.ledger);
      assertThat(found.transfers().size() + found.calls().size()).isEqualTo(500);
      assertThat(found.coverage().complete()).isFalse();
      assertThat(found.coverage().error().orElseThrow())
          .contains("more than 500 " + named, "shorter lookback");
    }

    @ParameterizedTest
    @CsvSource({"hash,0x12", "from,0x", "to,nobody", "blockNumber,x"})
    void aRowThatCannotBeReadIsTold(String field, String value) {
      server.ledger.transaction(Wallets.WALLET.key(), LIVE.key(), 60_000, "1", "0x");
      String whole = server.ledger.transactions.getFirst().toString();
      String broken = server.ledger.transactions.getFirst().deepCopy().put(field, value).toString();
      server.fault = answer -> answer.replace(whole, broken);
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().complete()).isFalse();
      assertThat(found.coverage().error().orElseThrow()).contains("cannot be read");
    }

    @Test
    void theMakingOfAContractIsNoFault() {
      server.ledger.transaction(Wallets.WALLET.key(), "", 60_000, "1", "0x6080");
      assertThat(ask(server.ledger).coverage().complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
        nullValues = "none",
        value = {
          "execution reverted: ERC721: invalid token ID,none,PAST",
          "header not found,none,UNKNOWN",
          "none,0x,PAST",
          "none,0x01,UNKNOWN"
        })
    void onlyTheContractsOwnWordEndsTheApprovalOfAnItem(
        @Nullable String refusal, @Nullable String result, Approval.State state) {
      String call = server.ledger.approveItem(LIVE, 200);
      if (refusal != null) {
        server.ledger.refusals.put(call, refusal);
      } else if (result != null) {
        server.ledger.returns.put(call, result);
      }
      assertThat(ask(server.ledger).approvals())
          .filteredOn(approval -> approval.standard() == Approval.Standard.ERC721)
          .extracting(Approval::state)
          .containsExactly(state);
    }

    @Test
    void moreThanCanBeReadIsTold() {
      for (int i = 0; i < 12_000; i++) {
        server.ledger.transaction(LIVE.key(), Wallets.WALLET.key(), 60_000 + i, "1", "0x");
      }
      assertThat(ask(server.ledger).coverage().error().orElseThrow())
          .contains("ask for a shorter lookback");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "Max rate limit reached, please use API Key for higher rate limit|asked too often",
          "Invalid API Key|does not accept the key",
          "Free API access is not supported for this chain. Please upgrade|does not show this chain",
          "Query Timeout occured SECRET|refuses the request"
        })
    void errorsAreToldInOurWordsAndNameTheSetting(String theirs, String ours) {
      server.fault =
          answer ->
              answer.contains("\"status\"")
                  ? "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"" + theirs + "\"}"
                  : answer;
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().complete()).isFalse();
      assertThat(found.coverage().error().orElseThrow())
          .contains(ours)
          .containsPattern("ETHERSCAN_API_KEY|BLOCKSCOUT_URLS")
          .doesNotContain("SECRET");
    }

    @Test
    void oneListThatIsRefusedLeavesTheOthersStanding() {
      server.ledger.transactions.clear();
      server.fault =
          answer ->
              answer.contains("No transactions found")
                  ? "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Error! Missing Or invalid"
                      + " Action name\"}"
                  : answer;
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().complete()).isFalse();
      assertThat(found.approvals()).hasSize(2);
      assertThat(found.approvals())
          .anyMatch(a -> a.state() == ai.kamiyo.domain.wallet.Approval.State.LIVE);
    }

    @Test
    void aPageOfHtmlIsNoAnswer() {
      server.fault = answer -> ChainServer.HTML;
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().complete()).isFalse();
      assertThat(found.coverage().error().orElseThrow())
          .contains("something else than JSON")
          .doesNotContain("SECRET");
    }

    @Test
    void aFailingServerIsToldByItsStatus() {
      server.status = 502;
      ChainEvidence found = ask(server.ledger);
      assertThat(found.coverage().error().orElseThrow()).contains("502");
    }
  }
}
