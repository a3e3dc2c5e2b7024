package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.ExploitReport.Party;
import ai.kamiyo.domain.exploit.ExploitReport.Reference;
import ai.kamiyo.domain.exploit.InvolvedAddress.Role;
import ai.kamiyo.domain.exploit.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * BlockSec's incident list: {@code loss} as a decimal string, {@code date} in milliseconds, chains
 * by EIP-155 number, transactions with their attackers.
 */
final class BlockSecShape implements RowShape {
  private static final String PUBLISHER = "BlockSec";
  private static final long MILLISECOND = 1;

  @Override
  public ExploitReport report(Row row) throws UnreadableRow {
    Optional<BigDecimal> loss = row.amount("loss");
    List<Reference> transactions = new ArrayList<>();
    List<Party> attackers = new ArrayList<>();
    for (Row transaction : row.rows("transactions")) {
      Optional<String> chain = transaction.text("chainId");
      transaction.text("txnHash").ifPresent(hash -> transactions.add(new Reference(chain, hash)));
      transaction
          .text("attacker")
          .ifPresent(address -> attackers.add(new Party(address, Role.ATTACKER, chain)));
    }
    Source source =
        new Source(
            PUBLISHER, row.text("media"), loss.flatMap(Amounts::usd), row.text("rootCause"), false);
    return new ExploitReport(
        "blocksec:" + row.required("id"),
        Optional.empty(),
        row.required("project"),
        List.of(),
        List.of(),
        row.dayOfEpoch("date", MILLISECOND),
        row.texts("chainIds"),
        loss,
        row.amount("rescued"),
        Optional.empty(),
        row.text("rootCause").map(List::of).orElse(List.of()),
        Set.of(),
        "",
        List.of(source),
        transactions,
        attackers,
        Optional.empty());
  }
}
