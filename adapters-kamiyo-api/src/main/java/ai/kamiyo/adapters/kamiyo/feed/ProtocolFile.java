package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.text.Names;
import ai.kamiyo.domain.text.PlainText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * Reads a list of protocols, row by row: CSV with the columns Name, Chain, Category and, where it
 * is known, TVL; one row for each chain of a protocol.
 */
public final class ProtocolFile {
  private static final long MAX_BYTES = 64L << 20;
  private static final int MAX_ROWS = 1_000_000;
  private static final int MAX_NAME = 120;
  private static final BigDecimal MAX_TVL = BigDecimal.valueOf(1_000_000_000_000_000L);
  private static final String COLUMNS = "Name, Chain, Category and, if you like, TVL";

  private final Path file;
  private final Map<List<String>, ImportedProtocol> protocols = new LinkedHashMap<>();
  private final List<Quarantined> unreadable = new ArrayList<>();
  private int rows;

  public ProtocolFile(Path file) {
    this.file = file;
  }

  /** What a file says: protocols by name and category, and rows that are none. */
  public record Delivery(int rows, List<ImportedProtocol> protocols, List<Quarantined> unreadable) {
    public Delivery {
      protocols = List.copyOf(protocols);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** How many bytes there are to read; throws for a file that is too large or is none. */
  public long size() throws UnreadableFile {
    return IncidentFile.size(file, MAX_BYTES);
  }

  /**
   * Everything the file says. Nothing is returned if any part of it cannot be read.
   *
   * @param progress told how many bytes have been read so far
   */
  public Delivery read(LongConsumer progress) throws UnreadableFile {
    size();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        MappingIterator<String[]> lines =
            new CsvMapper()
                .readerFor(String[].class)
                .with(CsvReadFeature.WRAP_AS_ARRAY)
                .with(CsvReadFeature.SKIP_EMPTY_LINES)
                .readValues(in)) {
      Map<String, Integer> columns = columns(lines);
      while (lines.hasNextValue()) {
        if (rows++ == MAX_ROWS) {
          throw new UnreadableFile("more than %,d rows cannot be imported".formatted(MAX_ROWS));
        }
        add(lines.nextValue(), columns);
        progress.accept(Math.max(0, lines.currentLocation().getCharOffset()));
      }
    } catch (JacksonException e) {
      throw new UnreadableFile(file + " is no complete CSV after row " + rows, e);
    } catch (UnreadableFile e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableFile(file + " cannot be read: " + e.getMessage(), e);
    }
    return new Delivery(rows, List.copyOf(protocols.values()), unreadable);
  }

  private Map<String, Integer> columns(MappingIterator<String[]> lines) throws UnreadableFile {
    Map<String, Integer> columns = new HashMap<>();
    String[] head = lines.hasNextValue() ? lines.nextValue() : new String[0];
    for (int i = 0; i < head.length; i++) {
      columns.put(head[i].replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT), i);
    }
    if (!columns.keySet().containsAll(List.of("name", "chain", "category"))) {
      throw new UnreadableFile(
          file + " does not begin with a line that names the columns " + COLUMNS);
    }
    return columns;
  }

  private void add(String[] row, Map<String, Integer> columns) {
    String name = cell(row, columns, "name");
    if (Names.key(name).isEmpty()) {
      unreadable.add(new Quarantined("row " + (rows + 1), name, "it names no protocol"));
      return;
    }
    String category = cell(row, columns, "category");
    String chain = cell(row, columns, "chain");
    protocols.merge(
        List.of(name, category),
        new ImportedProtocol(
            name,
            category,
            chain.isEmpty() || chain.equalsIgnoreCase("unknown") ? List.of() : List.of(chain),
            tvl(cell(row, columns, "tvl"))),
        ImportedProtocol::and);
  }

  private static String cell(String[] row, Map<String, Integer> columns, String name) {
    int at = columns.getOrDefault(name, Integer.MAX_VALUE);
    return at < row.length ? PlainText.of(row[at], MAX_NAME) : "";
  }

  /** Zero and less is how lists say that they do not know. */
  private static Optional<Usd> tvl(String text) {
    try {
      BigDecimal tvl = text.length() > 40 ? BigDecimal.ZERO : new BigDecimal(text);
      return tvl.signum() > 0 && tvl.compareTo(MAX_TVL) <= 0
          ? Optional.of(Usd.of(tvl))
          : Optional.empty();
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
