package ai.kamiyo.adapters.kamiyo.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;

/** What becomes of an answer on the way: it hangs, drips, breaks off, or never ends. */
public final class BadLine {
  private static final long ENDLESS = 4L << 30;

  private BadLine() {}

  /** Never a byte. */
  public static Fault never() {
    return Exchange::hang;
  }

  /** Status and headers, then nothing. */
  public static Fault headersOnly() {
    return exchange -> {
      Reply reply = exchange.regular();
      exchange.headers(reply, reply.bytes().length + 1);
      exchange.body(new byte[] {'{'});
      exchange.hang();
    };
  }

  /** The right answer, much later. */
  public static Fault slow(Duration time) {
    return exchange -> {
      Reply reply = exchange.regular();
      if (exchange.pause(time)) {
        exchange.send(reply);
      }
    };
  }

  /** A byte now and then, for ever: no single wait is long. */
  public static Fault dripping(Duration each) {
    return exchange -> {
      Reply reply = exchange.regular();
      exchange.headers(reply, 0);
      for (byte one : reply.bytes()) {
        if (!exchange.pause(each)) {
          return;
        }
        exchange.body(new byte[] {one});
      }
    };
  }

  /** Half of the promised body, then the connection breaks. */
  public static Fault brokenOff() {
    return exchange -> {
      Reply reply = exchange.regular();
      exchange.headers(reply, reply.bytes().length);
      exchange.body(reply.cut().bytes());
      exchange.breakOff();
    };
  }

  /** Half of the JSON, as if it were all. */
  public static Fault truncated() {
    return Faults.changed(Reply::cut);
  }

  /** Gigabytes that begin like a page and go on with empty rows. */
  public static Fault endless() {
    return endless("{\"total\":1,\"page\":1,\"page_size\":500,\"has_more\":false,\"data\":[{}");
  }

  /** Gigabytes of empty rows after this beginning. */
  public static Fault endless(String beginning) {
    return exchange -> {
      exchange.headers(Reply.of(200, "application/json", ""), 0);
      exchange.body(beginning.getBytes(UTF_8));
      byte[] more = ",{}".repeat(20_000).getBytes(UTF_8);
      for (long sent = 0; sent < ENDLESS && exchange.pause(Duration.ZERO); sent += more.length) {
        exchange.body(more);
      }
      exchange.breakOff();
    };
  }
}
