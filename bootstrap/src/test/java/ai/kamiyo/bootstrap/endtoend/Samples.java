package ai.kamiyo.bootstrap.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Files to import: real samples, which lie beside the project where there are any, and made ones.
 */
final class Samples {
  private static final Path FOLDER = Path.of("../../shared/data").toAbsolutePath().normalize();

  private Samples() {}

  static Path kamiyo() {
    return sample("kamiyo-exploits.json");
  }

  static Path defillama() {
    return sample("defillama-hacks.json");
  }

  static Path blocksec() {
    return sample("blocksec-incidents.json");
  }

  private static Path sample(String name) {
    Path file = FOLDER.resolve(name);
    Assumptions.assumeTrue(Files.exists(file), "the sample " + name + " is not beside the project");
    return file;
  }

  /** Incidents in the KAMIYO API's shape that resemble nothing and each other not at all. */
  static Path generated(Path folder, String name, int count, long seed) {
    Random random = new Random(seed);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> row = row(i + 1, word(random, 12));
      row.put("tx_hash", "0x" + hex(random, 64));
      row.put("amount_usd", 10_000.0 + random.nextInt(90_000_000));
      row.put("timestamp", LocalDate.of(2017, 1, 1).plusDays(random.nextInt(3000)) + "T12:00:00Z");
      rows.add(row);
    }
    return write(folder, name, rows);
  }

  /** One row in the KAMIYO API's shape, every field plausible. */
  static Map<String, @Nullable Object> row(int id, String protocol) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", 900_000 + id);
    row.put("tx_hash", "0x" + hex(new Random(protocol.hashCode()), 64));
    row.put("chain", "Ethereum");
    row.put("protocol", protocol);
    row.put("amount_usd", 1_234_567.0);
    row.put("timestamp", "2024-03-03T12:00:00Z");
    row.put("source", "rekt_news");
    row.put("source_url", "https://rekt.example/" + id);
    row.put("category", "Reentrancy");
    row.put("description", "A callback was entered twice and the vault paid twice.");
    row.put("recovery_status", null);
    row.put("created_at", "2024-03-04T00:00:00");
    return row;
  }

  static Path write(Path folder, String name, Object content) {
    try {
      return Files.writeString(folder.resolve(name), Json.write(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private static String hex(Random random, int length) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < length; i++) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }
}
