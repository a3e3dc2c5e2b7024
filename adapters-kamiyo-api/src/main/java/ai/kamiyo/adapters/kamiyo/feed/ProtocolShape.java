package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A row of DefiLlama's {@code GET /protocols}, of which names, place and size are taken. */
final class ProtocolShape {
  private static final int MAX_NAME = 120;
  private static final int MAX_LIST = 200;
  private static final String FAMILY = "parent#";

  private ProtocolShape() {}

  /** The protocol; empty if the row names none. */
  static Optional<ListedProtocol> protocol(Row row) {
    return row.text("name")
        .map(name -> PlainText.of(name, MAX_NAME))
        .filter(name -> !name.isEmpty())
        .map(name ->
            new ListedProtocol(
                text(row, "slug").orElseGet(() -> slug(name)),
                text(row, "id").flatMap(ListedProtocol::listId),
                name,
                texts(row, "previousNames"),
                text(row, "category").orElse(""),
                chains(row),
                text(row, "parentProtocol").map(ProtocolShape::family),
                row.amount("tvl")));
  }

  private static List<String> chains(Row row) {
    List<String> chains = texts(row, "chains");
    return chains.isEmpty()
        ? text(row, "chain").filter(chain -> !chain.equals("Multi-Chain")).stream().toList()
        : chains;
  }

  private static String family(String parent) {
    return parent.startsWith(FAMILY) ? parent.substring(FAMILY.length()) : parent;
  }

  private static Optional<String> text(Row row, String field) {
    return row.text(field)
        .map(text -> PlainText.of(text, MAX_NAME))
        .filter(text -> !text.isEmpty());
  }

  private static List<String> texts(Row row, String field) {
    return row.texts(field).stream()
        .limit(MAX_LIST)
        .map(text -> PlainText.of(text, MAX_NAME))
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
