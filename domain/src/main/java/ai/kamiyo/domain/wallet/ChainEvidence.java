package ai.kamiyo.domain.wallet;

import java.util.List;

/** What was found on one chain, and how far it was looked for. */
public record ChainEvidence(
    ChainCoverage coverage,
    List<Approval> approvals,
    List<Transfer> transfers,
    List<ContractCall> calls) {
  public ChainEvidence {
    approvals = List.copyOf(approvals);
    transfers = List.copyOf(transfers);
    calls = List.copyOf(calls);
  }

  /** Nothing, for this reason. */
  public static ChainEvidence none(ChainCoverage coverage) {
    return new ChainEvidence(coverage, List.of(), List.of(), List.of());
  }
}
