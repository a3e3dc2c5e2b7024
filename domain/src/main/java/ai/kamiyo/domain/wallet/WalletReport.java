package ai.kamiyo.domain.wallet;

import java.util.List;

/** What is recorded of one wallet, how far was looked, and what to do about it. */
public record WalletReport(
    WalletAddress address,
    Verdict verdict,
    List<Listing> listings,
    List<Match<Approval>> approvals,
    List<Match<Transfer>> transfers,
    List<Match<ContractCall>> calls,
    Coverage coverage,
    String statement,
    List<NextStep> nextSteps,
    AddressListings.Overview data) {
  public WalletReport {
    listings = List.copyOf(listings);
    approvals = List.copyOf(approvals);
    transfers = List.copyOf(transfers);
    calls = List.copyOf(calls);
    nextSteps = List.copyOf(nextSteps);
  }
}
