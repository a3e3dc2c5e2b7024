package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitFeed.Delivery;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a file of incidents, row by row: a JSON array, or an object that holds one under {@code
 * data}, {@code list} or {@code exploits}.
 */
public final class IncidentFile {
  public static final long MAX_BYTES = 64L << 20;
  private static final int MAX_TEXT = 32 << 20;
  private static final int MAX_ROWS = 1_000_000;
  private static final List<String> WRAPPERS = List.of("data", "list", "exploits");
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(MAX_TEXT)
                          .maxNestingDepth(50)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .build();

  private final ImportFormat format;
  private final Path file;

  public IncidentFile(ImportFormat format, Path file) {
    this.format = format;
    this.file = file;
  }

  /** How many bytes there are to read; throws for a file that is too large or is none. */
  public long size() throws UnreadableFile {
    try {
      if (!Files.isRegularFile(file)) {
        throw new UnreadableFile(
            file + (Files.exists(file) ? " is not a file" : " does not exist"));
      }
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new UnreadableFile(
            "%s has %,d bytes; at most %,d can be imported".formatted(file, size, MAX_BYTES));
      }
      return size;
    } catch (UnreadableFile e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableFile(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Everything the file says. Nothing is returned if any part of it cannot be read.
   *
   * @param progress told how many bytes have been read so far
   */
  public Delivery read(LongConsumer progress) throws UnreadableFile {
    size();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        JsonParser parser = MAPPER.createParser(in)) {
      enterArray(parser);
      Rows rows = new Rows(format.shape());
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        rows.add(parser.readValueAsTree());
        progress.accept(parser.currentLocation().getByteOffset());
      }
      finish(parser);
      return new Delivery(rows.reports, rows.unreadable, Optional.empty());
    } catch (NoSuchFileException e) {
      throw new UnreadableFile(file + " does not exist", e);
    } catch (JacksonException e) {
      var at = e.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new UnreadableFile(
          file + " is not complete JSON" + where + ": nothing was imported", e);
    } catch (UnreadableFile e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableFile(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void enterArray(JsonParser parser) throws UnreadableFile {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        token = parser.nextToken();
        if (token == JsonToken.START_ARRAY && WRAPPERS.contains(name)) {
          return;
        }
        parser.skipChildren();
      }
    }
    if (token != JsonToken.START_ARRAY) {
      throw new UnreadableFile(
          file + " holds no list of " + format.label() + " incidents: nothing was imported");
    }
  }

  /** A file that breaks off after its list is a truncated one. */
  private static void finish(JsonParser parser) {
    while (parser.nextToken() != null) {
      parser.skipChildren();
    }
  }

  /** Collects the rows and tells repeated keys apart by counting them. */
  private static final class Rows {
    final List<ExploitReport> reports = new ArrayList<>();
    final List<Quarantined> unreadable = new ArrayList<>();
    private final Map<String, Integer> repeats = new HashMap<>();
    private final RowShape shape;
    private int position;

    Rows(RowShape shape) {
      this.shape = shape;
    }

    void add(JsonNode node) throws UnreadableFile {
      if (++position > MAX_ROWS) {
        throw new UnreadableFile("more than %,d rows cannot be imported".formatted(MAX_ROWS));
      }
      try {
        if (!node.isObject()) {
          throw new UnreadableRow("it is not an object");
        }
        ExploitReport report = shape.report(new Row(node));
        int count = repeats.merge(report.key(), 1, Integer::sum);
        reports.add(count == 1 ? report : report.withKey(report.key() + "#" + count));
      } catch (UnreadableRow e) {
        String name = new Row(node).text("name").orElse("");
        unreadable.add(new Quarantined("row " + position, name, e.reason()));
      }
    }
  }
}
