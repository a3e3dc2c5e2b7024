package ai.kamiyo.adapters.kamiyo.upstream;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Made rows in the KAMIYO API's shape that resemble each other as little as real ones do. */
public final class Rows {
  private static final List<String> CHAINS = List.of("Ethereum", "BSC", "Arbitrum", "Solana");
  private static final List<String> CATEGORIES =
      List.of("Reentrancy", "Access Control", "Flashloan Oracle Manipulation", "Rug Pull");
  private static final LocalDateTime NEWEST = LocalDateTime.of(2025, 9, 1, 12, 0);

  private Rows() {}

  /** So many rows, six hours apart, the first being the newest; their ids count from 1. */
  public static List<Map<String, @Nullable Object>> made(int count, long seed) {
    Random random = new Random(seed);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(i + 1, word(random), NEWEST.minusHours(6L * i), random));
    }
    return rows;
  }

  /** One row about this protocol. */
  public static Map<String, @Nullable Object> row(int id, String protocol, LocalDateTime at) {
    return row(id, protocol, at, new Random(id));
  }

  private static Map<String, @Nullable Object> row(
      int id, String protocol, LocalDateTime at, Random random) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("tx_hash", "generated-%016x".formatted(random.nextLong()));
    row.put("chain", CHAINS.get(random.nextInt(CHAINS.size())));
    row.put("protocol", protocol);
    row.put("amount_usd", 10_000.0 + random.nextInt(90_000_000));
    row.put("timestamp", at.withNano(0) + (at.getSecond() == 0 ? ":00" : ""));
    row.put("source", "defillama");
    row.put("source_url", "https://incidents.example/" + id);
    row.put("category", CATEGORIES.get(random.nextInt(CATEGORIES.size())));
    row.put("description", "What happened to " + protocol + " was told by its team.");
    row.put("recovery_status", null);
    row.put("created_at", at.plusDays(1).toLocalDate() + "T08:00:00");
    return row;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
