package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.ExploitReport.Reference;
import ai.kamiyo.domain.exploit.Source;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A row of the KAMIYO API's {@code GET /exploits}. A timestamp without zone is a UTC midnight that
 * was written in Central European time, so its own calendar day is the UTC day; made-up transaction
 * hashes ({@code generated-…}) are left out.
 */
final class KamiyoShape implements RowShape {
  private static final String PREFIX = "kamiyo:";

  @Override
  public Optional<String> key(Row row) {
    return row.text("id").map(id -> PREFIX + id);
  }

  @Override
  public ExploitReport report(Row row) throws UnreadableRow {
    Optional<BigDecimal> loss = row.amount("amount_usd");
    Optional<String> words = row.text("category");
    Source source =
        new Source(
            publisher(row.text("source").orElse("KAMIYO")),
            row.text("source_url"),
            loss.flatMap(Amounts::usd),
            words,
            false);
    List<Reference> transactions =
        row.text("tx_hash")
            .filter(hash -> !hash.startsWith("generated-"))
            .map(hash -> List.of(new Reference(row.text("chain"), hash)))
            .orElse(List.of());
    return new ExploitReport(
        PREFIX + row.required("id"),
        Optional.empty(),
        row.required("protocol"),
        List.of(),
        List.of(),
        day(row.required("timestamp")),
        row.texts("chain"),
        loss,
        Optional.empty(),
        Optional.empty(),
        words.map(List::of).orElse(List.of()),
        Set.of(),
        row.text("description").orElse(""),
        List.of(source),
        transactions,
        List.of(),
        Optional.empty());
  }

  /** One publisher has one name, through whichever feed its statement came. */
  private static String publisher(String source) {
    return source.toLowerCase(Locale.ROOT).equals("defillama") ? DefiLlamaShape.PUBLISHER : source;
  }

  private static LocalDate day(String timestamp) throws UnreadableRow {
    try {
      String text = timestamp.replace(' ', 'T');
      boolean zoned = text.endsWith("Z") || text.matches(".*T.*[+-]\\d{2}:?\\d{2}");
      if (zoned) {
        return OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
      }
      return text.contains("T") ? LocalDateTime.parse(text).toLocalDate() : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableRow("its timestamp is not a date");
    }
  }
}
