package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.wallet.Approval;
import ai.kamiyo.domain.wallet.Approval.Standard;
import ai.kamiyo.domain.wallet.Approval.State;
import ai.kamiyo.domain.wallet.Revocation;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletEvidence.Enquiry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The approvals to watched spenders that a wallet's events tell of, each once, with its last event.
 * Whether one still has force no event can say: an allowance is used up without any.
 */
final class GivenApprovals {
  private final Enquiry enquiry;
  private final Map<Object, Approval> last = new LinkedHashMap<>();
  private final Map<Object, BigInteger> orders = new LinkedHashMap<>();

  GivenApprovals(Enquiry enquiry) {
    this.enquiry = enquiry;
  }

  void add(EventLog log) {
    if (log.addressAt(1).filter(enquiry.wallet()::equals).isEmpty()) {
      return;
    }
    read(log)
        .filter(approval -> enquiry.watched().test(approval.spender()))
        .ifPresent(approval -> keep(approval, log.order()));
  }

  private Optional<Approval> read(EventLog log) {
    Chain chain = enquiry.chain();
    if (log.is(Topics.APPROVAL) && log.topics().size() == 4) {
      return log.addressAt(2)
          .map(spender ->
              approval(Standard.ERC721, chain, log.contract(), spender, log.numberAt(3), log));
    }
    if (log.is(Topics.APPROVAL)) {
      return log.addressAt(2)
          .map(s -> approval(Standard.ERC20, chain, log.contract(), s, Optional.empty(), log));
    }
    if (log.is(Topics.APPROVAL_FOR_ALL)) {
      return log.addressAt(2)
          .map(s ->
              approval(Standard.APPROVAL_FOR_ALL, chain, log.contract(), s, Optional.empty(), log));
    }
    boolean permit2 =
        log.contract().equals(Revocation.permit2(chain))
            && (log.is(Topics.PERMIT2_APPROVAL) || log.is(Topics.PERMIT2_PERMIT));
    return permit2
        ? log.addressAt(2)
            .flatMap(token ->
                log.addressAt(3)
                    .map(s -> approval(Standard.PERMIT2, chain, token, s, Optional.empty(), log)))
        : Optional.empty();
  }

  private static Approval approval(
      Standard standard,
      Chain chain,
      WalletAddress.Evm token,
      WalletAddress.Evm spender,
      Optional<BigInteger> item,
      EventLog log) {
    return new Approval(
        standard, chain, token, spender, item, State.UNKNOWN, Optional.empty(), log.event());
  }

  private void keep(Approval approval, BigInteger order) {
    Object key =
        List.of(approval.standard(), approval.token(), approval.spender(), approval.item());
    BigInteger before = orders.get(key);
    if (before == null || order.compareTo(before) > 0) {
      orders.put(key, order);
      last.put(key, approval);
    }
  }

  /** All of them, their force not known yet. */
  List<Approval> all() {
    return new ArrayList<>(last.values());
  }
}
