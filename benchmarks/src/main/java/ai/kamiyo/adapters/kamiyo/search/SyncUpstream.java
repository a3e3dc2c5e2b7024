package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The KAMIYO API in a process of its own, as it is in life. Whoever begins to read it from the
 * first page finds one row edited since the last time. Ends with its input.
 */
public final class SyncUpstream {
  private SyncUpstream() {}

  /** Serves as many rows as the argument says, and prints where. */
  public static void main(String[] arguments) throws IOException {
    AtomicInteger reading = new AtomicInteger();
    try (KamiyoStandIn api =
        KamiyoStandIn.of(Rows.made(Integer.parseInt(arguments[0]), 1)).withoutPaywall()) {
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
}
