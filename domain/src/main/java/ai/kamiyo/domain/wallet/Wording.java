package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.wallet.Approval.State;
import ai.kamiyo.domain.wallet.Listing.Kind;
import ai.kamiyo.domain.wallet.Listing.Status;
import ai.kamiyo.domain.wallet.Transfer.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in sentences what a check found, what it did not look at, and what to do. */
final class Wording {
  private static final int MAX_STEPS = 9;

  private final WalletAddress address;
  private final List<Listing> own;
  private final List<Match<Approval>> approvals;
  private final List<Match<Transfer>> transfers;
  private final List<Match<ContractCall>> calls;
  private final Coverage coverage;

  Wording(
      WalletAddress address,
      List<Listing> own,
      List<Match<Approval>> approvals,
      List<Match<Transfer>> transfers,
      List<Match<ContractCall>> calls,
      Coverage coverage) {
    this.address = address;
    this.own = own;
    this.approvals = approvals;
    this.transfers = transfers;
    this.calls = calls;
    this.coverage = coverage;
  }

  String statement(Verdict verdict, AddressListings.Overview data) {
    List<String> sentences = new ArrayList<>();
    listings(sentences, data);
    dealings(sentences);
    switch (verdict) {
      case LISTED, EXPOSED, PREVIOUSLY_EXPOSED -> {}
      case NO_MATCH -> sentences.add(noMatch());
      case UNKNOWN ->
          sentences.add("Whether it is exposed is unknown: not everything could be looked at.");
    }
    gaps(sentences);
    return String.join(" ", sentences);
  }

  private String noMatch() {
    boolean nothing = own.isEmpty() && transfers.isEmpty() && calls.isEmpty();
    return (nothing
            ? "Nothing recorded matches within the coverage."
            : "None of this is an exposure by itself, and nothing else recorded matches within the"
                + " coverage.")
        + " That is not evidence of safety.";
  }

  private void listings(List<String> sentences, AddressListings.Overview data) {
    for (Kind kind : own.stream().filter(Listing::stands).map(Listing::kind).distinct().toList()) {
      Listing listing = own.stream().filter(l -> l.stands() && l.kind() == kind).findFirst().get();
      sentences.add(
          switch (kind) {
            case WHITE_HAT ->
                "This address is a known white hat or front runner, not a thief: " + told(listing);
            case VICTIM_CONTRACT ->
                "This address is a contract that was exploited: " + told(listing);
            case EXPLOITED_SPENDER ->
                "This address is a contract through which approvals were exploited: "
                    + told(listing);
            default -> "This address is listed as " + kind.words() + ": " + told(listing);
          });
    }
    if (own.stream().anyMatch(l -> l.status() == Status.DELISTED)) {
      sentences.add("An entry for it was taken off its list and does not count.");
    }
    if (own.stream().anyMatch(l -> l.status() == Status.DISPUTED)) {
      sentences.add("An entry for it is disputed and does not count.");
    }
    if (own.isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "It is on none of the lists known here (%,d addresses).",
              data.addresses()));
    }
    if (address instanceof WalletAddress.Solana) {
      sentences.add("Solana addresses carry no checksum: a typing error cannot be noticed.");
    }
  }

  private static String told(Listing listing) {
    return listing.label()
        + listing
            .listDate()
            .map(date -> ", " + date)
            .or(() -> listing.seen().map(days -> ", first seen here on " + days.first()))
            .orElse("")
        + " ("
        + listing.source()
        + ").";
  }

  private void dealings(List<String> sentences) {
    long mended =
        approvals.stream()
            .filter(m -> m.what().state() == State.LIVE && m.listing().status() == Status.FIXED)
            .count();
    long live = approvals.stream().filter(m -> m.what().state() == State.LIVE).count() - mended;
    long past = approvals.stream().filter(m -> m.what().state() == State.PAST).count();
    long unread = approvals.size() - live - mended - past;
    count(sentences, live, "approval to a listed spender has force now: take it back.");
    count(
        sentences,
        mended,
        "approval to a contract that was exploited has force now; the contract was mended since,"
            + " so take it back if you do not need it.");
    count(sentences, past, "approval to a listed spender was given and has no force any more.");
    count(
        sentences, unread, "approval to a listed spender was given; its force could not be read.");
    long sent = transfers.stream().filter(m -> m.what().direction() == Direction.SENT).count();
    count(sentences, sent, "transfer went to a listed address.");
    count(
        sentences,
        transfers.size() - sent,
        "transfer came from a listed address; to receive is nobody's doing.");
    count(sentences, calls.size(), "call went to a listed contract.");
  }

  private static void count(List<String> sentences, long number, String what) {
    if (number > 0) {
      sentences.add(number + " × " + what);
    }
  }

  private void gaps(List<String> sentences) {
    coverage
        .missing()
        .ifPresent(
            missing -> sentences.add("What it did on chains was not looked at: " + missing + "."));
    if (!coverage.unreadLists().isEmpty()) {
      sentences.add("A list could not be read: " + String.join("; ", coverage.unreadLists()) + ".");
    }
    String failing =
        coverage.chains().stream()
            .filter(chain -> !chain.complete())
            .map(chain -> chain.chain().name())
            .collect(Collectors.joining(", "));
    if (!failing.isEmpty()) {
      sentences.add("Not read completely: " + failing + "; coverage says why.");
    }
    String blind =
        coverage.chains().stream()
            .flatMap(chain -> chain.notCovered().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!blind.isEmpty()) {
      sentences.add("This source of evidence does not show: " + blind + ".");
    }
  }

  List<NextStep> nextSteps(Verdict verdict) {
    List<NextStep> steps = new ArrayList<>();
    List<Match<Approval>> open =
        approvals.stream().filter(match -> match.what().state() != State.PAST).toList();
    open.stream().limit(MAX_STEPS).forEach(match -> steps.add(revoke(match)));
    if (open.size() > MAX_STEPS) {
      steps.add(
          NextStep.of(
              (open.size() - MAX_STEPS)
                  + " more approvals to listed spenders are to be taken back: ask again when these"
                  + " are."));
    }
    if (own.stream().anyMatch(l -> l.stands() && l.kind().hostile())) {
      steps.add(
          NextStep.of("Do not send to this address or approve it; check the listing's source."));
    }
    if (verdict == Verdict.UNKNOWN) {
      coverage
          .missing()
          .ifPresentOrElse(
              missing ->
                  steps.add(NextStep.of("To have its approvals looked at: " + missing + ".")),
              () -> steps.add(NextStep.of("Ask again later, or mend what coverage names.")));
    }
    return steps;
  }

  private static NextStep revoke(Match<Approval> match) {
    Approval approval = match.what();
    Revocation revocation = Revocation.of(approval);
    return new NextStep(
        "On "
            + approval.chain().name()
            + ", take back the approval of token "
            + approval.token().normalized()
            + " to "
            + approval.spender().normalized()
            + " ("
            + match.listing().label()
            + (match.listing().status() == Status.FIXED ? "; mended since" : "")
            + "): sign a transaction to `to` with `call_data` in your own wallet. It needs no"
            + " private key here.",
        Optional.of(revocation));
  }
}
