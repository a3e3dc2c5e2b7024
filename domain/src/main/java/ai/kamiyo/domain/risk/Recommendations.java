package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.RootCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody who holds funds in a protocol can do, by what is recorded of it. */
final class Recommendations {
  private Recommendations() {}

  static List<String> of(ProtocolHistory history, RecordedEvidence evidence, RiskScore score) {
    List<String> advice = new ArrayList<>();
    if (evidence.isOpen()) {
      advice.add(
          "The last incident is less than 30 days old: read the protocol's own post before"
              + " depositing, and revoke allowances to contracts it names.");
    }
    evidence.exploits().stream()
        .filter(history::counts)
        .findFirst()
        .map(Recommendations::afterwards)
        .ifPresent(advice::add);
    evidence
        .repeatedCause()
        .ifPresent(cause ->
            advice.add(
                "It was hit more than once by "
                    + cause.label().replace('_', ' ')
                    + ": ask what was changed since."));
    level(score.level()).ifPresent(advice::add);
    if (history.protocol().keepsAssets()) {
      advice.add("It keeps assets or keys for others: look for proof of reserves and insurance.");
    }
    advice.add("Check current audits and incident channels: neither is part of this assessment.");
    return advice;
  }

  private static Optional<String> level(RiskLevel level) {
    return switch (level) {
      case UNKNOWN, LOW -> Optional.empty();
      case MEDIUM -> Optional.of("Allow only the amounts you are about to use.");
      case HIGH, CRITICAL ->
          Optional.of(
              "Protocols like it are exploited more often than most: limit what lies in it, allow"
                  + " only the amounts you use, and watch it.");
    };
  }

  private static String afterwards(Exploit last) {
    if (last.flags().contains(Flag.BRIDGE)) {
      return "A bridge of it was hit: keep funds on the far side of a bridge no longer than needed.";
    }
    RootCause cause = last.cause().rootCause();
    return switch (cause) {
      case PRICE_ORACLE_MANIPULATION ->
          "Its last exploit moved a price: look at which oracles its markets use, above all those of"
              + " thinly traded tokens.";
      case KEY_COMPROMISE, SOCIAL_ENGINEERING ->
          "Its last exploit took keys: look at who can move or upgrade funds, and behind how many"
              + " signatures and what delay.";
      case ACCESS_CONTROL, UPGRADE_PROXY, GOVERNANCE, MISCONFIGURATION ->
          "Its last exploit used privileges: look at its admin roles, upgrades and delays.";
      case FRONTEND_SUPPLY_CHAIN ->
          "Its website was attacked: check what a wallet asks you to sign, not what the page says.";
      case ARBITRARY_CALL, INPUT_VALIDATION ->
          "Its last exploit could spend what users had allowed: revoke allowances to its old"
              + " contracts.";
      case REENTRANCY,
          ARITHMETIC_PRECISION,
          SIGNATURE_VERIFICATION,
          BRIDGE_VERIFICATION,
          BUSINESS_LOGIC ->
          "Its last exploit was a fault of its contracts: see whether the ones you use were changed"
              + " and audited since.";
      case RUG_PULL, OTHER, UNKNOWN -> "Read how its last incident came about before depositing.";
    };
  }
}
