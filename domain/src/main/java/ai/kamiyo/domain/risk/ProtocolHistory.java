package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.RootCause;
import java.util.Comparator;
import java.util.List;

/**
 * What is recorded of one protocol.
 *
 * @param exploits those that were its own, newest first
 * @param unassigned those that may have been its own or those of another of the same name
 */
public record ProtocolHistory(Protocol protocol, List<Exploit> exploits, List<Exploit> unassigned) {
  private static final Comparator<Exploit> NEWEST =
      Comparator.comparing(Exploit::date).thenComparing(exploit -> exploit.id().value()).reversed();

  public ProtocolHistory {
    exploits = exploits.stream().sorted(NEWEST).toList();
    unassigned = List.copyOf(unassigned);
  }

  /** The exploits that say something about the hazard of its code and keys. */
  public List<Exploit> counted() {
    return exploits.stream().filter(this::counts).toList();
  }

  /**
   * Whether an exploit of it counts: rug pulls, thefts from an exchange's custody and drains of
   * users' wallets are shown, but say nothing about protocols.
   */
  public boolean counts(Exploit exploit) {
    return exploit.cause().rootCause() != RootCause.RUG_PULL
        && !exploit.flags().contains(Flag.CENTRALIZED_EXCHANGE)
        && !protocol.keepsAssets();
  }
}
