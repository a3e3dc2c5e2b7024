package ai.kamiyo.adapters.kamiyo.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.wallet.Approval;
import ai.kamiyo.domain.wallet.Approval.Standard;
import ai.kamiyo.domain.wallet.Approval.State;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.Revocation;
import ai.kamiyo.domain.wallet.Transfer;
import ai.kamiyo.domain.wallet.Transfer.Direction;
import ai.kamiyo.domain.wallet.WalletEvidence;
import ai.kamiyo.domain.wallet.WalletEvidenceContract;
import ai.kamiyo.domain.wallet.Wallets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcEvidenceTest extends WalletEvidenceContract {
  private final ChainServer server = new ChainServer();
  private final RpcEvidence evidence =
      new RpcEvidence(Map.of(1L, server.url("/")), Ledger.clock(Duration.ofMinutes(1)));

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

  private ChainEvidence ask(String since) {
    return evidence.of(enquiry(Wallets.ETHEREUM, since));
  }

  private static WalletEvidence.Enquiry enquiry(Chain chain, String since) {
    return new WalletEvidence.Enquiry(
        Wallets.WALLET, chain, Instant.parse(since), Set.of(LIVE, REVOKED)::contains);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 40_000, 119_999})
  void rangesAreHalvedUntilTheNodeTakesThem(long widest) {
    server.widest = widest;
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().complete()).isTrue();
    assertThat(found.coverage().fromBlock()).contains(0L);
    assertThat(found.coverage().toBlock()).contains(Ledger.NEWEST);
    assertThat(found.approvals()).hasSize(2);
  }

  @Test
  void aNodeThatGivesTooLittleIsToldWithWhatWasRead() {
    server.widest = 100;
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().complete()).isFalse();
    assertThat(found.coverage().error().orElseThrow()).contains("EVM_RPC_URLS");
    assertThat(found.coverage().fromBlock().orElseThrow()).isBetween(1L, 119_000L);
    assertThat(found.approvals()).extracting(Approval::spender).containsExactly(REVOKED);
  }

  @Test
  void onlyApprovalsAreReadFromBeforeTheMoment() {
    String wallet = Topics.of(Wallets.WALLET);
    server.ledger.log(Wallets.TOKEN, 100, "0x", Topics.TRANSFER, wallet, Topics.of(LIVE));
    server.ledger.log(Wallets.TOKEN, 101, "0x", Topics.TRANSFER, wallet, Topics.of(LIVE));
    ChainEvidence found = ask(Instant.ofEpochSecond(Ledger.time(101)).toString());
    assertThat(found.coverage().complete()).isTrue();
    assertThat(found.coverage().fromBlock()).contains(101L);
    assertThat(found.transfers()).extracting(t -> t.event().block()).containsExactly(101L);
    assertThat(found.approvals())
        .extracting(Approval::spender, Approval::state)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(LIVE, State.LIVE),
            org.assertj.core.groups.Tuple.tuple(REVOKED, State.PAST));
  }

  @Test
  void olderApprovalsThatTheNodeDoesNotGiveAreNamed() {
    server.widest = 10;
    ChainEvidence found = ask(Instant.ofEpochSecond(Ledger.time(118_950)).toString());
    assertThat(found.coverage().complete()).isFalse();
    assertThat(found.coverage().fromBlock()).contains(118_950L);
    assertThat(found.coverage().error().orElseThrow())
        .containsPattern("approvals given before block \\d+ were not read")
        .contains("EVM_RPC_URLS", "WALLET_EVIDENCE");
    assertThat(found.approvals())
        .as("what was found since is judged all the same")
        .extracting(Approval::spender, Approval::state)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(REVOKED, State.PAST));
  }

  @Test
  void whenTheTimeRunsOutBeforeOldApprovalsTheNewerOnesAreJudged() {
    server.widest = 1_000;
    Thread reader = Thread.currentThread();
    server.fault =
        answer -> {
          if (server.asked.getLast().matches("(?s).*\"toBlock\":\"0x[0-9a-f]{4}\".*")) {
            reader.interrupt();
          }
          return answer;
        };
    ChainEvidence found = ask(Instant.ofEpochSecond(Ledger.time(118_950)).toString());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(found.coverage().error().orElseThrow())
        .contains("approvals given before block", "the time was up");
    assertThat(found.approvals())
        .extracting(Approval::spender, Approval::state)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(REVOKED, State.PAST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":429,\"message\":\"slow down\"}",
        "{\"code\":-32005,\"message\":\"daily request count exceeded, request rate limited\"}",
        "{\"code\":-32000,\"message\":\"your app has exceeded its compute units per second\"}"
      })
  void aNodeThatIsAskedTooOftenIsAskedAgain(String error) {
    server.instead.add("{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":" + error + "}");
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().error()).isEmpty();
    assertThat(found.approvals()).hasSize(2);
    assertThat(server.asked.get(1)).isEqualTo(server.asked.get(0)).contains("eth_chainId");
  }

  @Test
  void aNodeThatStaysTooBusyIsTold() {
    server.fault =
        answer -> "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":429,\"message\":\"SECRET\"}}";
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().error().orElseThrow())
        .contains("asked too often", "EVM_RPC_URLS")
        .doesNotContain("SECRET");
    assertThat(server.asked).as("it is left alone after a few trials").hasSize(3);
  }

  @Test
  void theStatus429IsWaitedOutAndToldIfItStays() {
    server.statuses.addAll(java.util.List.of(429, 429));
    assertThat(ask("2020-01-01T00:00:00Z").coverage().complete()).isTrue();
    server.status = 429;
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().complete()).isFalse();
    assertThat(found.coverage().error().orElseThrow()).contains("asked too often (429)");
  }

  @Test
  void aRowThatCannotBeReadIsTold() {
    server.ledger.logs.getFirst().put("transactionHash", "0x12");
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().complete()).isFalse();
    assertThat(found.coverage().error().orElseThrow()).contains("cannot be read");
  }

  @Test
  void anEventThatIsOnlyUnusualSpoilsNothing() {
    server.ledger.log(Wallets.evm(60), 500, "0x12", Topics.APPROVAL, Topics.of(Wallets.WALLET));
    server.ledger.log(Wallets.evm(60), 501, "0x", Topics.TRANSFER, Topics.of(Wallets.WALLET));
    assertThat(ask("2020-01-01T00:00:00Z").coverage().complete()).isTrue();
  }

  @Test
  void aNodeWithoutBatchesIsAskedOneByOne() {
    server.batches = false;
    assertThat(ask("2020-01-01T00:00:00Z").coverage().complete()).isTrue();
  }

  @Test
  void aNodeOfAnotherChainIsNotBelieved() {
    server.chainId = "0x38";
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().complete()).isFalse();
    assertThat(found.coverage().error().orElseThrow())
        .contains("chain 56 for chain 1", "EVM_RPC_URLS");
    assertThat(found.approvals()).isEmpty();
  }

  @Test
  void whatANodeSaysOfItsTroublesGoesNowhere() {
    server.fault = answer -> ChainServer.HTML;
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().error().orElseThrow())
        .contains("something else than JSON", "EVM_RPC_URLS")
        .doesNotContain("SECRET");
    assertThat(found.toString()).doesNotContain("127.0.0.1");
  }

  @Test
  void anAllowanceThatIsNotAnsweredStaysUnknown() {
    server.fault = answer -> answer.contains("\"result\":\"0x000") ? "{}" : answer;
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().complete()).isFalse();
    assertThat(found.approvals()).hasSize(2).allMatch(a -> a.state() == State.UNKNOWN);
  }

  @Test
  void everyStandardIsReadAndItsForceAsked() {
    String wallet = Topics.of(Wallets.WALLET);
    String spender = Topics.of(LIVE);
    server.ledger.log(
        Wallets.evm(51),
        200,
        "0x" + "%064x".formatted(1),
        Topics.APPROVAL_FOR_ALL,
        wallet,
        spender);
    server.ledger.returns.put(
        Wallets.evm(51).key() + "0xe985e9c5" + wallet.substring(2) + spender.substring(2),
        "0x" + "%064x".formatted(1));
    String item = "0x" + "%064x".formatted(77);
    server.ledger.log(Wallets.evm(52), 201, "0x", Topics.APPROVAL, wallet, spender, item);
    server.ledger.returns.put(Wallets.evm(52).key() + "0x081812fc" + item.substring(2), spender);
    server.ledger.returns.put(Wallets.evm(52).key() + Ledger.OWNER_OF + item.substring(2), wallet);
    String token = Topics.of(Wallets.evm(53));
    server.ledger.log(Revocation.PERMIT2, 202, "0x", Topics.PERMIT2_PERMIT, wallet, token, spender);
    server.ledger.returns.put(
        Revocation.PERMIT2.key()
            + "0x927da105"
            + wallet.substring(2)
            + token.substring(2)
            + spender.substring(2),
        "0x" + "%064x".formatted(9) + "%064x".formatted(9_999_999_999L) + "%064x".formatted(1));
    server.ledger.log(Wallets.evm(54), 203, "0x", Topics.PERMIT2_PERMIT, wallet, token, spender);
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.approvals())
        .filteredOn(a -> a.state() == State.LIVE)
        .extracting(Approval::standard)
        .containsExactlyInAnyOrder(
            Standard.ERC20, Standard.APPROVAL_FOR_ALL, Standard.ERC721, Standard.PERMIT2);
    assertThat(found.approvals())
        .as("what another contract says in Permit2's words")
        .noneMatch(a -> a.last().block() == 203);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "execution reverted,none,PAST",
        "header not found,none,UNKNOWN",
        "the method is rate-unrelated but limited by range,none,UNKNOWN",
        "none,0x,PAST",
        "none,0x0000,UNKNOWN"
      })
  void onlyTheContractsOwnWordEndsTheApprovalOfAnItem(
      @Nullable String refusal, @Nullable String result, State state) {
    String call = server.ledger.approveItem(LIVE, 200);
    if (refusal != null) {
      server.ledger.refusals.put(call, refusal);
    } else if (result != null) {
      server.ledger.returns.put(call, result);
    }
    assertThat(ask("2020-01-01T00:00:00Z").approvals())
        .filteredOn(approval -> approval.standard() == Standard.ERC721)
        .extracting(Approval::state)
        .containsExactly(state);
  }

  @Test
  void halfAnAnswerOfPermit2IsNone() {
    String wallet = Topics.of(Wallets.WALLET);
    String token = Topics.of(Wallets.evm(53));
    String spender = Topics.of(LIVE);
    server.ledger.log(
        Revocation.PERMIT2, 202, "0x", Topics.PERMIT2_APPROVAL, wallet, token, spender);
    server.ledger.returns.put(
        Revocation.PERMIT2.key()
            + "0x927da105"
            + wallet.substring(2)
            + token.substring(2)
            + spender.substring(2),
        "0x" + "%064x".formatted(9));
    assertThat(ask("2020-01-01T00:00:00Z").approvals())
        .filteredOn(a -> a.standard() == Standard.PERMIT2)
        .extracting(Approval::state)
        .containsExactly(State.UNKNOWN);
  }

  @Test
  void anExpiredRightThroughPermit2HasNoForce() {
    String wallet = Topics.of(Wallets.WALLET);
    String token = Topics.of(Wallets.evm(53));
    server.ledger.log(
        Revocation.PERMIT2, 202, "0x", Topics.PERMIT2_APPROVAL, wallet, token, Topics.of(LIVE));
    server.ledger.returns.put(
        Revocation.PERMIT2.key()
            + "0x927da105"
            + wallet.substring(2)
            + token.substring(2)
            + Topics.of(LIVE).substring(2),
        "0x" + "%064x".formatted(9) + "%064x".formatted(1_600_000_000L) + "%064x".formatted(1));
    assertThat(ask("2020-01-01T00:00:00Z").approvals())
        .filteredOn(a -> a.standard() == Standard.PERMIT2)
        .extracting(Approval::state)
        .containsExactly(State.PAST);
  }

  @ParameterizedTest
  @CsvSource({"60,false", "23,true"})
  void aNodeWithoutNewBlocksIsIncomplete(int hours, boolean complete) {
    try (RpcEvidence idle =
        new RpcEvidence(Map.of(1L, server.url("/")), Ledger.clock(Duration.ofHours(hours)))) {
      ChainEvidence found = idle.of(enquiry(Wallets.ETHEREUM, "2020-01-01T00:00:00Z"));
      assertThat(found.coverage().complete()).isEqualTo(complete);
      found
          .coverage()
          .error()
          .ifPresent(error -> assertThat(error).contains("60 hours old", "EVM_RPC_URLS"));
      assertThat(found.approvals()).as("what it knows is told").hasSize(2);
    }
  }

  @Test
  void aBatchThatFailsLeavesTheAnswersOfTheOthers() {
    for (int i = 0; i < 60; i++) {
      server.ledger.log(
          Wallets.evm(1_000 + i),
          200 + i,
          "0x",
          Topics.APPROVAL,
          Topics.of(Wallets.WALLET),
          Topics.of(LIVE));
    }
    server.fault =
        answer ->
            server.asked.stream().filter(request -> request.contains("eth_call")).count() == 2
                ? ChainServer.HTML
                : answer;
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().complete()).isFalse();
    assertThat(found.approvals()).hasSize(62);
    assertThat(found.approvals()).filteredOn(a -> a.state() != State.UNKNOWN).hasSize(40);
  }

  @Test
  void wherePermit2LiesElsewhereItIsAskedThere() {
    Chain zksync = Chains.ofEip155(324);
    server.chainId = "0x144";
    String wallet = Topics.of(Wallets.WALLET);
    String token = Topics.of(Wallets.evm(53));
    String spender = Topics.of(LIVE);
    server.ledger.log(
        Revocation.permit2(zksync), 202, "0x", Topics.PERMIT2_APPROVAL, wallet, token, spender);
    server.ledger.returns.put(
        "0x0000000000225e31d15943971f47ad3022f714fa"
            + "0x927da105"
            + wallet.substring(2)
            + token.substring(2)
            + spender.substring(2),
        "0x" + "%064x".formatted(9) + "%064x".formatted(9_999_999_999L) + "%064x".formatted(1));
    try (RpcEvidence elsewhere =
        new RpcEvidence(Map.of(324L, server.url("/")), Ledger.clock(Duration.ofMinutes(1)))) {
      assertThat(elsewhere.of(enquiry(zksync, "2020-01-01T00:00:00Z")).approvals())
          .filteredOn(a -> a.standard() == Standard.PERMIT2)
          .extracting(Approval::state)
          .containsExactly(State.LIVE);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,false,0", "1,false,1", "0,true,1"})
  void nothingThatIsSentInAnothersNameCounts(long amount, boolean item, int told) {
    String word = "0x" + "%064x".formatted(amount);
    String wallet = Topics.of(Wallets.WALLET);
    if (item) {
      server.ledger.log(Wallets.TOKEN, 300, "0x", Topics.TRANSFER, wallet, Topics.of(LIVE), word);
    } else {
      server.ledger.log(Wallets.TOKEN, 300, word, Topics.TRANSFER, wallet, Topics.of(LIVE));
    }
    ChainEvidence found = ask("2020-01-01T00:00:00Z");
    assertThat(found.coverage().complete()).isTrue();
    assertThat(found.transfers()).hasSize(told);
  }

  @Test
  void whatIsReadFromNobodyIsNamed() {
    assertThat(ask("2020-01-01T00:00:00Z").coverage().notCovered())
        .contains("transfers of ERC-1155 items");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none,other,PAST",
        "none,0x,PAST",
        "none,0x01,UNKNOWN",
        "execution reverted,none,PAST",
        "header not found,none,UNKNOWN"
      })
  void anItemExposesOnlyWhoeverHasIt(
      @Nullable String refusal, @Nullable String result, State state) {
    server.ledger.returns.put(server.ledger.approveItem(LIVE, 200), Topics.of(LIVE));
    String owner = Wallets.evm(52).key() + Ledger.OWNER_OF + "%064x".formatted(77);
    if (refusal != null) {
      server.ledger.refusals.put(owner, refusal);
    } else if (result != null) {
      server.ledger.returns.put(
          owner, result.equals("other") ? Topics.of(Wallets.evm(70)) : result);
    }
    assertThat(ask("2020-01-01T00:00:00Z").approvals())
        .filteredOn(approval -> approval.standard() == Standard.ERC721)
        .extracting(Approval::state)
        .containsExactly(state);
  }

  @Test
  void transfersAreToldWithTheirDirection() {
    String wallet = Topics.of(Wallets.WALLET);
    server.ledger.log(Wallets.TOKEN, 300, "0x", Topics.TRANSFER, wallet, Topics.of(LIVE));
    server.ledger.log(Wallets.TOKEN, 301, "0x", Topics.TRANSFER, Topics.of(LIVE), wallet);
    server.ledger.log(Wallets.TOKEN, 302, "0x", Topics.TRANSFER, Topics.of(UNWATCHED), wallet);
    assertThat(ask("2020-01-01T00:00:00Z").transfers())
        .extracting(Transfer::direction)
        .containsExactlyInAnyOrder(Direction.SENT, Direction.RECEIVED);
  }
}
