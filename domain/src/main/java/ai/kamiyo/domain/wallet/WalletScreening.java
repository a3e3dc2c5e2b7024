package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.wallet.Approval.State;
import ai.kamiyo.domain.wallet.Transfer.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Compares what a wallet is and did with the lists, and comes to a verdict. Asks nobody. */
public final class WalletScreening {
  private final AddressListings lists;

  public WalletScreening(AddressListings lists) {
    this.lists = lists;
  }

  /** Whether dealings with this address on this chain are worth telling. */
  public boolean watched(WalletAddress.Evm address, Chain chain) {
    return lists.of(address).stream().anyMatch(listing -> listing.concerns(chain));
  }

  /**
   * The report about this address.
   *
   * @param missing which setting would bring evidence, if there is none at all
   */
  public WalletReport report(
      WalletAddress address, List<ChainEvidence> evidence, Optional<String> missing) {
    List<Listing> own = ordered(lists.of(address));
    List<Match<Approval>> approvals = new ArrayList<>();
    List<Match<Transfer>> transfers = new ArrayList<>();
    List<Match<ContractCall>> calls = new ArrayList<>();
    for (ChainEvidence found : evidence) {
      Chain chain = found.coverage().chain();
      match(found.approvals(), Approval::spender, chain, Listing::isSpenderOn, approvals);
      match(found.transfers(), Transfer::counterparty, chain, Listing::isCounterpartyOn, transfers);
      match(found.calls(), ContractCall::contract, chain, Listing::isContractOn, calls);
    }
    approvals.sort(
        Comparator.comparing((Match<Approval> match) -> match.what().state())
            .thenComparing(match -> match.listing().status()));
    transfers.sort(Comparator.comparing(match -> match.what().direction() == Direction.RECEIVED));
    AddressListings.Overview data = lists.overview();
    Coverage coverage =
        new Coverage(
            evidence.stream().map(ChainEvidence::coverage).toList(), missing, unreadable(data));
    Verdict verdict = verdict(own, approvals, transfers, calls, coverage);
    Wording wording = new Wording(address, own, approvals, transfers, calls, coverage);
    return new WalletReport(
        address,
        verdict,
        own,
        approvals,
        transfers,
        calls,
        coverage,
        wording.statement(verdict, data),
        wording.nextSteps(verdict),
        data);
  }

  private static List<String> unreadable(AddressListings.Overview data) {
    return data.sources().stream()
        .flatMap(source -> source.error().map(e -> source.name() + ": " + e).stream())
        .toList();
  }

  private <T> void match(
      List<T> found,
      Function<T, WalletAddress.Evm> whom,
      Chain chain,
      BiPredicate<Listing, Chain> worthTelling,
      List<Match<T>> matches) {
    for (T what : found) {
      ordered(lists.of(whom.apply(what))).stream()
          .filter(listing -> worthTelling.test(listing, chain))
          .findFirst()
          .ifPresent(listing -> matches.add(new Match<>(what, listing)));
    }
  }

  /** White hats first, then what counts, then the rest; within each by kind. */
  private static List<Listing> ordered(List<Listing> listings) {
    return listings.stream()
        .sorted(
            Comparator.comparing((Listing l) -> l.kind() != Listing.Kind.WHITE_HAT)
                .thenComparing(Listing::status)
                .thenComparing(Listing::kind))
        .toList();
  }

  private static Verdict verdict(
      List<Listing> own,
      List<Match<Approval>> approvals,
      List<Match<Transfer>> transfers,
      List<Match<ContractCall>> calls,
      Coverage coverage) {
    if (own.stream().anyMatch(Listing::stands)) {
      return Verdict.LISTED;
    }
    if (approvals.stream().anyMatch(match -> harms(match, State.LIVE))) {
      return Verdict.EXPOSED;
    }
    boolean unread = approvals.stream().anyMatch(match -> harms(match, State.UNKNOWN));
    if (unread || !coverage.complete()) {
      return Verdict.UNKNOWN;
    }
    boolean sent =
        transfers.stream()
            .anyMatch(match ->
                match.what().direction() == Direction.SENT && match.listing().kind().hostile());
    boolean called = calls.stream().anyMatch(match -> match.listing().kind().hostile());
    return sent || called || !approvals.isEmpty() ? Verdict.PREVIOUSLY_EXPOSED : Verdict.NO_MATCH;
  }

  /** A right given to a contract that was mended since exposes nobody now, whatever its force. */
  private static boolean harms(Match<Approval> match, State state) {
    return match.what().state() == state && match.listing().status() != Listing.Status.FIXED;
  }
}
