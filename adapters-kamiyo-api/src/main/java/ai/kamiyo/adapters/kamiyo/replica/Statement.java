package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.InvolvedAddress;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Transaction;
import ai.kamiyo.domain.exploit.Victim;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A report brought into our vocabulary.
 *
 * @param nameKeys the victim's names, made comparable; empty if it is nameless
 * @param trust how much the report's kind is believed where reports differ; 0 is most
 */
record Statement(
    ExploitReport report,
    Victim victim,
    Set<String> nameKeys,
    List<Chain> chains,
    RootCause rootCause,
    Set<Flag> flags,
    List<Transaction> transactions,
    List<InvolvedAddress> addresses,
    int trust) {
  String key() {
    return report.key();
  }

  LocalDate date() {
    return report.date();
  }

  /** Whose list the report stands on; one list tells an exploit once. */
  String list() {
    return key().substring(0, key().indexOf(':') + 1);
  }
}
