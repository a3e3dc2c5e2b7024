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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What has been found so far of one wallet on one chain, and what went wrong on the way. */
final class Findings {
  /** Whoever shows no newer block than this has stopped, or does not follow its chain. */
  static final Duration OLDEST_HEAD = Duration.ofDays(1);

  /** What is read from nobody: their events are of other kinds than those of single items. */
  static final String ITEMS_OF_MANY = "transfers of ERC-1155 items";

  private static final Pattern ZERO = Pattern.compile("0x0+");
  private static final int MOST = 500;
  private static final String SHORTER = ", and only so many are told; ask for a shorter lookback";

  private final Enquiry enquiry;
  private final String provider;
  private final GivenApprovals given;
  private final List<Transfer> transfers = new ArrayList<>();
  private final List<ContractCall> calls = new ArrayList<>();
  private final Set<Object> seen = new HashSet<>();
  private final Map<Approval, Approval> judged = new HashMap<>();
  private int received;
  private boolean moreReceived;
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

  /**
   * A row of the provider's is not what it should be. Events that are only unusual are none of
   * these: contracts may write what they like, and must not make a reading look incomplete.
   */
  void malformed() {
    missing("a part of what " + provider + " sent cannot be read and was left out");
  }

  /** An event; empty if its row is malformed. */
  void log(Optional<EventLog> row) {
    row.ifPresentOrElse(this::log, this::malformed);
  }

  private void log(EventLog log) {
    given.add(log);
    if (log.is(Topics.TRANSFER) && !movesNothing(log)) {
      log.addressAt(1)
          .ifPresent(sender ->
              log.addressAt(2)
                  .ifPresent(receiver ->
                      transfer(sender, receiver, Optional.of(log.contract()), log.event())));
    }
  }

  /** Anybody may send nothing in another's name, so that it says nothing of them. */
  private static boolean movesNothing(EventLog log) {
    return log.topics().size() == 3 && ZERO.matcher(log.data()).matches();
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
      add(new Transfer(enquiry.chain(), other, direction, token, event));
    }
  }

  /** What is received has no say in the verdict, so that dust can neither fill up nor cloud it. */
  private void add(Transfer transfer) {
    boolean isReceived = transfer.direction() == Direction.RECEIVED;
    if (seen.contains(transfer)) {
      return;
    }
    if (isReceived && received == MOST) {
      moreReceived = true;
    } else if (!isReceived && transfers.size() - received == MOST) {
      missing("more than " + MOST + " transfers went to listed addresses" + SHORTER);
    } else {
      received += isReceived ? 1 : 0;
      seen.add(transfer);
      transfers.add(transfer);
    }
  }

  void call(WalletAddress.Evm contract, Event event) {
    ContractCall call = new ContractCall(enquiry.chain(), contract, event);
    if (!enquiry.watched().test(contract) || seen.contains(call)) {
      return;
    }
    if (calls.size() == MOST) {
      missing("more than " + MOST + " calls went to listed contracts" + SHORTER);
    } else {
      seen.add(call);
      calls.add(call);
    }
  }

  /**
   * Asks which of the approvals have force that were not asked about yet, some at a time; where
   * that fails, it stays unknown, and what was answered before and after is kept.
   */
  void askForce(EthCalls contracts, Clock clock) throws WebFailure, InterruptedException {
    List<Approval> all = given.all();
    if (all.size() > MOST) {
      missing(
          "there are more than " + MOST + " approvals to listed spenders; others were not read");
    }
    List<Approval> open = all.stream().limit(MOST).filter(a -> !judged.containsKey(a)).toList();
    Allowances allowances = new Allowances(enquiry.wallet(), contracts, clock);
    Optional<WebFailure> refused = Optional.empty();
    for (int at = 0; at < open.size(); at += contracts.atOnce()) {
      try {
        judge(open.subList(at, Math.min(open.size(), at + contracts.atOnce())), allowances);
      } catch (WebFailure failure) {
        if (failure.kind() != WebFailure.Kind.REFUSAL) {
          throw failure; // nor would the others be answered
        }
        refused = refused.or(() -> Optional.of(failure));
      }
    }
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  private void judge(List<Approval> some, Allowances allowances)
      throws WebFailure, InterruptedException {
    List<Approval> asked = allowances.asked(some);
    for (int i = 0; i < some.size(); i++) {
      judged.put(some.get(i), asked.get(i));
    }
  }

  ChainEvidence evidence(List<String> notCovered) {
    List<String> blind = new ArrayList<>(notCovered);
    if (moreReceived) {
      blind.add("more than " + MOST + " transfers from listed addresses");
    }
    return new ChainEvidence(
        new ChainCoverage(enquiry.chain(), provider, from, to, error.isEmpty(), error, blind),
        given.all().stream().limit(MOST).map(a -> judged.getOrDefault(a, a)).toList(),
        transfers,
        calls);
  }
}
