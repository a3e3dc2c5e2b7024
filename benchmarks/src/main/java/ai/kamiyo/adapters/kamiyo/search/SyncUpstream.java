package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.domain.exploit.Exploit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The KAMIYO API in a process of its own, as it is in life, with incidents whose words are as
 * unevenly spread as real ones. Whoever begins to read it from the first page finds one row edited
 * since the last time. Ends with its input.
 */
public final class SyncUpstream {
  private SyncUpstream() {}

  /** Serves as many rows as the argument says, and prints where. */
  public static void main(String[] arguments) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Exploit exploit : Incidents.of(Integer.parseInt(arguments[0]))) {
      rows.add(row(rows.size() + 1, exploit));
    }
    AtomicInteger reading = new AtomicInteger();
    try (KamiyoStandIn api = KamiyoStandIn.of(rows).withoutPaywall()) {
      api.fail(
          "/exploits",
          exchange -> {
            if (exchange.request().parameters().getOrDefault("page", "1").equals("1")) {
              int number = reading.incrementAndGet();
              api.edit(1, row -> row.put("description", "Told for the " + number + ". time."));
            }
            exchange.send(exchange.regular());
          });
      System.out.println(api.url());
      System.in.readAllBytes();
    }
  }

  private static Map<String, Object> row(int id, Exploit exploit) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", id);
    row.put("tx_hash", "generated-%016x".formatted(id));
    row.put("chain", exploit.chains().isEmpty() ? "Unknown" : exploit.chains().get(0).name());
    row.put("protocol", exploit.victim().name());
    exploit.loss().usd().ifPresent(usd -> row.put("amount_usd", usd.cents() / 100.0));
    row.put("timestamp", exploit.date() + "T02:00:00");
    row.put("source", "defillama");
    row.put("source_url", "https://incidents.example/" + id);
    row.put("category", exploit.cause().technique());
    row.put("description", exploit.summary());
    row.put("created_at", exploit.date() + "T08:00:00");
    return row;
  }
}
