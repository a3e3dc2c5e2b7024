package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.Source;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * DefiLlama's {@code GET /hacks}: {@code date} in seconds, {@code amount} in USD where 0 is
 * unknown, no id, so name and day together are the key.
 */
final class DefiLlamaShape implements RowShape {
  static final String PUBLISHER = "DefiLlama";
  private static final long SECOND = 1000;

  @Override
  public ExploitReport report(Row row) throws UnreadableRow {
    String name = row.required("name");
    LocalDate date = row.dayOfEpoch("date", SECOND);
    Optional<BigDecimal> loss = row.amount("amount");
    List<String> words =
        Stream.of("technique", "classification").flatMap(f -> row.text(f).stream()).toList();
    Source source =
        new Source(
            PUBLISHER,
            row.text("source"),
            loss.flatMap(Amounts::usd),
            row.text("technique"),
            false);
    return new ExploitReport(
        "defillama:" + name + "|" + date,
        Optional.empty(),
        name,
        List.of(),
        listIds(row),
        date,
        row.texts("chain"),
        loss,
        row.amount("returnedFunds"),
        Optional.empty(),
        words,
        flags(row),
        "",
        List.of(source),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Which rows of the list of protocols it means; anything but a number is none. */
  private static List<String> listIds(Row row) {
    return row.text("defillamaId").flatMap(ListedProtocol::listId).stream().toList();
  }

  private static Set<Flag> flags(Row row) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (row.flag("bridgeHack")) {
      flags.add(Flag.BRIDGE);
    }
    if (row.text("targetType").filter("CEX"::equals).isPresent()) {
      flags.add(Flag.CENTRALIZED_EXCHANGE);
    }
    return flags;
  }
}
