package ai.kamiyo.adapters.kamiyo.upstream;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Wrong answers that the services are known, or must be expected, to give. */
public final class Faults {
  /** What a raw exception text of upstream contains; none of it may reach a caller. */
  public static final String INTERNALS = "SECRET-INTERNALS";

  private Faults() {}

  /** This answer, whatever was asked. */
  public static Fault always(Reply reply) {
    return exchange -> exchange.send(reply);
  }

  /** Status 200 with this text as JSON. */
  public static Fault json(String text) {
    return always(Reply.of(200, "application/json", text));
  }

  /** The regular answer, changed. */
  public static Fault changed(UnaryOperator<Reply> change) {
    return exchange -> exchange.send(change.apply(exchange.regular()));
  }

  /** The regular page, each of its rows changed. */
  public static Fault rows(Consumer<ObjectNode> change) {
    return changed(reply ->
        reply.changed(page -> {
          if (page.path("data") instanceof ArrayNode data) {
            data.forEach(row -> {
              if (row instanceof ObjectNode object) {
                change.accept(object);
              }
            });
          }
        }));
  }

  /** What the last public state of the backend answers to everybody. */
  public static Fault internalError() {
    return always(
        Reply.json(
            500,
            Map.of(
                "error",
                "Internal server error",
                "detail",
                "(sqlite3.OperationalError) no such column: exploits.recovery_status "
                    + INTERNALS
                    + " [SQL: SELECT id FROM exploits] Traceback (most recent call last)")));
  }

  public static Fault tooManyRequests(int retryAfterSeconds) {
    return always(
        Reply.json(
                429,
                Map.of(
                    "error", "rate_limit_exceeded",
                    "message", "Rate limit exceeded " + INTERNALS,
                    "tier", "free",
                    "window", "minute",
                    "retry_after_seconds", retryAfterSeconds,
                    "upgrade_url", "https://kamiyo.example/pricing"))
            .with("Retry-After", Integer.toString(retryAfterSeconds)));
  }

  /** A refusal of the request itself, as FastAPI words it. */
  public static Fault unprocessable() {
    return always(
        Reply.json(
            422,
            Map.of(
                "detail",
                List.of(
                    Map.of(
                        "type",
                        "less_than_equal",
                        "loc",
                        List.of("query", "page_size"),
                        "msg",
                        "Input should be less than or equal to 50 " + INTERNALS,
                        "input",
                        "500",
                        "ctx",
                        Map.of("le", 50))))));
  }

  public static Fault paymentRequired() {
    return always(paymentRequired("/exploits"));
  }

  static Reply paymentRequired(String endpoint) {
    Map<String, Object> gateway =
        Map.of(
            "provider",
            "Gateway",
            "priority",
            1,
            "recommended",
            true,
            "supported_chains",
            List.of("solana", "base"),
            "header",
            "X-PAYMENT");
    Map<String, Object> direct =
        Map.of(
            "provider",
            "Direct",
            "priority",
            2,
            "recommended",
            false,
            "supported_chains",
            List.of("base"),
            "payment_addresses",
            Map.of("base", "0x0000000000000000000000000000000000000402"));
    return Reply.json(
        402,
        Map.of(
            "payment_required",
            true,
            "amount_usdc",
            0.07,
            "endpoint",
            endpoint,
            "payment_options",
            List.of(gateway, direct)));
  }

  public static Fault html() {
    return always(
        Reply.of(
            200,
            "text/html; charset=utf-8",
            "<!doctype html><html><title>Just a moment...</title><body>"
                + INTERNALS
                + "</body></html>"));
  }

  /** Sends the caller to the same path elsewhere. */
  public static Fault redirect(String elsewhere) {
    return exchange ->
        exchange.send(
            Reply.of(302, "text/plain", "moved")
                .with("Location", elsewhere + exchange.request().uri()));
  }

  /** The page says that there is more, always. */
  public static Fault moreForever() {
    return changed(reply -> reply.changed(page -> page.put("has_more", true)));
  }

  /** Whatever page is asked for, the same rows come again, and there is always more. */
  public static Fault samePageForever(Reply first) {
    return always(first.changed(page -> page.put("has_more", true)));
  }

  /** The regular answer to so many requests, and then this fault. */
  public static Fault after(int requests, Fault fault) {
    AtomicInteger left = new AtomicInteger(requests);
    return exchange -> {
      if (left.getAndDecrement() > 0) {
        exchange.send(exchange.regular());
      } else {
        fault.answer(exchange);
      }
    };
  }

  /** This fault once for so many requests, and then the regular answer. */
  public static Fault first(int requests, Fault fault) {
    AtomicInteger left = new AtomicInteger(requests);
    return exchange -> answer(exchange, left.getAndDecrement() > 0, fault);
  }

  private static void answer(Exchange exchange, boolean wrongly, Fault fault)
      throws IOException, InterruptedException {
    if (wrongly) {
      fault.answer(exchange);
    } else {
      exchange.send(exchange.regular());
    }
  }
}
