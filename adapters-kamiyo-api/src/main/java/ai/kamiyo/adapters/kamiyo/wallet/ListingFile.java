package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of listed addresses; nothing is added if any part of it cannot be read. */
final class ListingFile {
  private static final long MAX_BYTES = 64L << 20;

  private final JsonMapper mapper = JsonMapper.shared();
  private final ListingFormat format;
  private final Path file;

  ListingFile(ListingFormat format, Path file) {
    this.format = format;
    this.file = file;
  }

  long size() throws UnreadableFile {
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

  /** Adds what the file says. */
  void read(ListedRows rows, LongConsumer progress) throws UnreadableFile {
    size();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      switch (format) {
        case REVOKE -> revoke(in, rows);
        case ADDRESSES -> addresses(in, rows, progress);
        case OFAC -> ofac(in.readAllBytes(), rows);
      }
      progress.accept(Files.size(file));
    } catch (JacksonException e) {
      throw new UnreadableFile(file + " is not complete JSON: nothing was imported", e);
    } catch (UnreadableFile e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableFile(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void revoke(InputStream in, ListedRows rows) throws UnreadableFile {
    JsonNode exploit = mapper.readTree(in);
    if (!exploit.isObject()) {
      throw new UnreadableFile(file + " holds no exploited approval: nothing was imported");
    }
    rows.revoke(String.valueOf(file.getFileName()), exploit);
  }

  private void addresses(InputStream in, ListedRows rows, LongConsumer progress)
      throws UnreadableFile {
    try (JsonParser parser = mapper.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new UnreadableFile(file + " holds no list of incidents: nothing was imported");
      }
      int number = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        number++;
        rows.incident(number, parser.readValueAsTree());
        progress.accept(parser.currentLocation().getByteOffset());
      }
    }
  }

  private void ofac(byte[] bytes, ListedRows rows) throws UnreadableFile {
    String start = new String(bytes, 0, Math.min(bytes.length, 1), StandardCharsets.UTF_8);
    if (start.equals("{") || start.equals("[") || start.equals("<")) {
      throw new UnreadableFile(file + " is no list of one address a line: nothing was imported");
    }
    sanctioned(bytes, rows);
  }

  /** Adds what a list of one address a line says. */
  static void sanctioned(byte[] bytes, ListedRows rows) {
    int[] number = {0};
    new java.io.BufferedReader(
            new java.io.InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))
        .lines()
        .forEach(line -> {
          number[0]++;
          rows.sanctioned(number[0], line);
        });
  }
}
