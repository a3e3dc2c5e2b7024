package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.domain.wallet.Approval;
import ai.kamiyo.domain.wallet.Approval.Standard;
import ai.kamiyo.domain.wallet.Approval.State;
import ai.kamiyo.domain.wallet.Revocation;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Asks the contracts themselves whether an approval still has force. */
final class Allowances {
  private static final String ALLOWANCE = "0xdd62ed3e";
  private static final String IS_APPROVED_FOR_ALL = "0xe985e9c5";
  private static final String GET_APPROVED = "0x081812fc";
  private static final String OWNER_OF = "0x6352211e";
  private static final String PERMIT2_ALLOWANCE = "0x927da105";

  /** What a call of an address without code returns. */
  private static final String NO_CONTRACT = "0x";

  private static final int WORD = 64;

  private final WalletAddress.Evm owner;
  private final EthCalls calls;
  private final Clock clock;

  Allowances(WalletAddress.Evm owner, EthCalls calls, Clock clock) {
    this.owner = owner;
    this.calls = calls;
    this.clock = clock;
  }

  /** The approvals with their force as it is now. */
  List<Approval> asked(List<Approval> approvals) throws WebFailure, InterruptedException {
    List<EthCalls.Call> questions = new ArrayList<>();
    for (Approval approval : approvals) {
      questions.add(call(approval));
      approval.item().ifPresent(item -> questions.add(ownership(approval, item)));
    }
    Iterator<EthCalls.Outcome> outcomes = calls.results(questions).iterator();
    List<Approval> asked = new ArrayList<>();
    for (Approval approval : approvals) {
      Approval judged = judged(approval, outcomes.next());
      asked.add(approval.item().isPresent() ? ifOwned(judged, outcomes.next()) : judged);
    }
    return asked;
  }

  private static EthCalls.Call ownership(Approval approval, BigInteger item) {
    return new EthCalls.Call(approval.token(), OWNER_OF + "%064x".formatted(item));
  }

  /** Whoever has an item no more is not exposed by what its next owner approves. */
  private Approval ifOwned(Approval judged, EthCalls.Outcome outcome) {
    Approval past = judged.now(State.PAST, Optional.empty());
    Approval unknown = judged.now(State.UNKNOWN, Optional.empty());
    if (judged.state() == State.PAST) {
      return judged;
    }
    return switch (outcome) {
      case EthCalls.Outcome.Returned(String hex) when hex.equals(NO_CONTRACT) -> past;
      case EthCalls.Outcome.Returned(String hex) when words(hex).isEmpty() -> unknown;
      case EthCalls.Outcome.Returned(String hex) ->
          words(hex).getFirst().equals(number(owner)) ? judged : past;
      case EthCalls.Outcome.Reverted() -> past; // it was burnt
      case EthCalls.Outcome.Unanswered() -> unknown;
    };
  }

  private EthCalls.Call call(Approval approval) {
    String spender = word(approval.spender());
    return switch (approval.standard()) {
      case ERC20 -> new EthCalls.Call(approval.token(), ALLOWANCE + word(owner) + spender);
      case APPROVAL_FOR_ALL ->
          new EthCalls.Call(approval.token(), IS_APPROVED_FOR_ALL + word(owner) + spender);
      case ERC721 ->
          new EthCalls.Call(
              approval.token(),
              GET_APPROVED + "%064x".formatted(approval.item().orElse(BigInteger.ZERO)));
      case PERMIT2 ->
          new EthCalls.Call(
              Revocation.permit2(approval.chain()),
              PERMIT2_ALLOWANCE + word(owner) + word(approval.token()) + spender);
    };
  }

  private Approval judged(Approval approval, EthCalls.Outcome outcome) {
    return switch (outcome) {
      case EthCalls.Outcome.Returned(String hex) when hex.equals(NO_CONTRACT) ->
          approval.now(State.PAST, Optional.empty());
      case EthCalls.Outcome.Returned(String hex) -> judged(approval, words(hex));
      // An item that was burnt has nobody approved; for anything else a refusal says nothing.
      case EthCalls.Outcome.Reverted() when approval.standard() == Standard.ERC721 ->
          approval.now(State.PAST, Optional.empty());
      case EthCalls.Outcome.Reverted() -> approval.now(State.UNKNOWN, Optional.empty());
      case EthCalls.Outcome.Unanswered() -> approval.now(State.UNKNOWN, Optional.empty());
    };
  }

  private Approval judged(Approval approval, List<BigInteger> words) {
    if (words.size() < (approval.standard() == Standard.PERMIT2 ? 2 : 1)) {
      return approval.now(State.UNKNOWN, Optional.empty()); // no answer to this question
    }
    BigInteger first = words.getFirst();
    return switch (approval.standard()) {
      case ERC20 -> approval.now(state(first.signum() > 0), Optional.of(first));
      case APPROVAL_FOR_ALL -> approval.now(state(first.signum() > 0), Optional.empty());
      case ERC721 ->
          approval.now(state(first.equals(number(approval.spender()))), Optional.empty());
      case PERMIT2 ->
          approval.now(state(first.signum() > 0 && lasts(words.get(1))), Optional.of(first));
    };
  }

  private boolean lasts(BigInteger expiration) {
    return expiration.compareTo(BigInteger.valueOf(clock.instant().getEpochSecond())) >= 0;
  }

  private static State state(boolean force) {
    return force ? State.LIVE : State.PAST;
  }

  private static List<BigInteger> words(String result) {
    List<BigInteger> words = new ArrayList<>();
    for (int at = 2; at + WORD <= result.length(); at += WORD) {
      words.add(new BigInteger(result.substring(at, at + WORD), 16));
    }
    return words;
  }

  private static BigInteger number(WalletAddress.Evm address) {
    return new BigInteger(address.key().substring(2), 16);
  }

  private static String word(WalletAddress.Evm address) {
    return Topics.of(address).substring(2);
  }
}
