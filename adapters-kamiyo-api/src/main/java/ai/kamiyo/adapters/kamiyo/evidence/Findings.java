package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.domain.wallet.Approval;
import ai.kamiyo.domain.wallet.ChainCoverage;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.ContractCall;
import ai.kamiyo.domain.wallet.Event;
import ai.kamiyo.domain.wallet.Transfer;
import ai.kamiyo.domain.wallet.Transfer.Direction;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletEvidence.Enquiry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has been found so far of one wallet on one chain, and what went wrong on the way. */
final class Findings {
  private static final int MOST = 500;

  private final Enquiry enquiry;
  private final String provider;
  private final GivenApprovals given;
  private final List<Transfer> transfers = new ArrayList<>();
  private final List<ContractCall> calls = new ArrayList<>();
  private final Set<Object> seen = new HashSet<>();
  private List<Approval> approvals = List.of();
  private Optional<Long> from = Optional.empty();
  private Optional<Long> to = Optional.empty();
  private Optional<String> error = Optional.empty();

  Findings(Enquiry enquiry, String provider) {
    this.enquiry = enquiry;
    this.provider = provider;
    this.given = new GivenApprovals(enquiry);
  }

  void range(long from, long to) {
    this.from = Optional.of(from);
    this.to = Optional.of(to);
  }

  void missing(String what) {
    error = error.or(() -> Optional.of(what));
  }

  void log(EventLog log) {
    given.add(log);
    if (log.is(Topics.TRANSFER)) {
      log.addressAt(1)
          .ifPresent(sender ->
              log.addressAt(2)
                  .ifPresent(receiver ->
                      transfer(sender, receiver, Optional.of(log.contract()), log.event())));
    }
  }

  void transfer(
      WalletAddress.Evm sender,
      WalletAddress.Evm receiver,
      Optional<WalletAddress.Evm> token,
      Event event) {
    boolean sent = sender.equals(enquiry.wallet());
    WalletAddress.Evm other = sent ? receiver : sender;
    boolean ours = sent || receiver.equals(enquiry.wallet());
    if (ours && !other.equals(enquiry.wallet()) && enquiry.watched().test(other)) {
      Direction direction = sent ? Direction.SENT : Direction.RECEIVED;
      Transfer transfer = new Transfer(enquiry.chain(), other, direction, token, event);
      if (transfers.size() < MOST && seen.add(transfer)) {
        transfers.add(transfer);
      }
    }
  }

  void call(WalletAddress.Evm contract, Event event) {
    ContractCall call = new ContractCall(enquiry.chain(), contract, event);
    if (enquiry.watched().test(contract) && calls.size() < MOST && seen.add(call)) {
      calls.add(call);
    }
  }

  /** Asks which of the approvals have force; where that fails, it stays unknown. */
  void askForce(EthCalls contracts, Clock clock) throws WebFailure, InterruptedException {
    List<Approval> all = given.all();
    approvals = all.size() > MOST ? all.subList(0, MOST) : all;
    if (all.size() > MOST) {
      missing("there are more than " + MOST + " approvals to listed spenders");
    }
    if (!approvals.isEmpty()) {
      approvals = new Allowances(enquiry.wallet(), contracts, clock).asked(approvals);
    }
  }

  ChainEvidence evidence(List<String> notCovered) {
    List<Approval> told = approvals.isEmpty() ? given.all() : approvals;
    return new ChainEvidence(
        new ChainCoverage(enquiry.chain(), provider, from, to, error.isEmpty(), error, notCovered),
        told.size() > MOST ? told.subList(0, MOST) : told,
        transfers,
        calls);
  }
}
