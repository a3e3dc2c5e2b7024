package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitFeed.Delivery;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a file of incidents, row by row: a JSON array, or an object that holds one under {@code
 * data}, {@code list} or {@code exploits}.
 */
public final class IncidentFile {
  public static final long MAX_BYTES = 64L << 20;
  private static final int MAX_ROWS = 1_000_000;
  private static final List<String> WRAPPERS = List.of("data", "list", "exploits");

  private final ImportFormat format;
  private final Path file;

  public IncidentFile(ImportFormat format, Path file) {
    this.format = format;
    this.file = file;
  }

  /** How many bytes there are to read; throws for a file that is too large or is none. */
  public long size() throws UnreadableFile {
    return size(file, MAX_BYTES);
  }

  /** How many bytes any file for import has. */
  static long size(Path file, long most) throws UnreadableFile {
    try {
      if (!Files.isRegularFile(file)) {
        throw new UnreadableFile(
            file + (Files.exists(file) ? " is not a file" : " does not exist"));
      }
      long size = Files.size(file);
      if (size > most) {
        throw new UnreadableFile(
            "%s has %,d bytes; at most %,d can be imported".formatted(file, size, most));
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
        JsonParser parser = BoundedJson.MAPPER.createParser(in)) {
      enterArray(parser);
      ReportRows rows = new ReportRows(format.shape(), ReportRows.Repeats.COUNTED);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (rows.read() == MAX_ROWS) {
          throw new UnreadableFile("more than %,d rows cannot be imported".formatted(MAX_ROWS));
        }
        rows.add(parser.readValueAsTree());
        progress.accept(parser.currentLocation().getByteOffset());
      }
      finish(parser);
      return new Delivery(
          List.copyOf(rows.reports().values()), rows.unreadable(), Optional.empty());
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
}
