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
import java.util.List;
import java.util.Optional;

/** Asks the contracts themselves whether an approval still has force. */
final class Allowances {
  private static final String ALLOWANCE = "0xdd62ed3e";
  private static final String IS_APPROVED_FOR_ALL = "0xe985e9c5";
  private static final String GET_APPROVED = "0x081812fc";
  private static final String PERMIT2_ALLOWANCE = "0x927da105";
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
    List<Optional<String>> results = calls.results(approvals.stream().map(this::call).toList());
    List<Approval> asked = new ArrayList<>();
    for (int i = 0; i < approvals.size(); i++) {
      asked.add(judged(approvals.get(i), results.get(i)));
    }
    return asked;
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
              Revocation.PERMIT2,
              PERMIT2_ALLOWANCE + word(owner) + word(approval.token()) + spender);
    };
  }

  private Approval judged(Approval approval, Optional<String> result) {
    boolean item = approval.standard() == Standard.ERC721;
    if (result.isEmpty()) {
      // An item that was burnt has nobody approved; for anything else a refusal says nothing.
      return approval.now(item ? State.PAST : State.UNKNOWN, Optional.empty());
    }
    List<BigInteger> words = words(result.get());
    if (words.isEmpty()) {
      return approval.now(State.PAST, Optional.empty()); // there is no contract any more
    }
    BigInteger first = words.getFirst();
    return switch (approval.standard()) {
      case ERC20 -> approval.now(state(first.signum() > 0), Optional.of(first));
      case APPROVAL_FOR_ALL -> approval.now(state(first.signum() > 0), Optional.empty());
      case ERC721 ->
          approval.now(
              state(first.equals(new BigInteger(approval.spender().key().substring(2), 16))),
              Optional.empty());
      case PERMIT2 -> approval.now(state(first.signum() > 0 && lasts(words)), Optional.of(first));
    };
  }

  private boolean lasts(List<BigInteger> words) {
    BigInteger now = BigInteger.valueOf(clock.instant().getEpochSecond());
    return words.size() > 1 && words.get(1).compareTo(now) >= 0;
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

  private static String word(WalletAddress.Evm address) {
    return Topics.of(address).substring(2);
  }
}
