package ai.kamiyo.adapters.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as Stripe's API does, for what this server asks it; objects are kept as their JSON. */
public final class StripeStandIn implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> objects = new ConcurrentSkipListMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Runnable> onTheWay = new ConcurrentHashMap<>();
  private volatile boolean down;

  public StripeStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Keeps an object that can be asked for, such as {@code /v1/subscriptions/sub_1}. */
  public void put(String path, String json) {
    objects.put(path, json);
  }

  /** Every request so far: method, path, and what was sent. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Does this once, after the next answer at this path was made and before it is sent. */
  public void whileAnswering(String path, Runnable meanwhile) {
    onTheWay.put(path, meanwhile);
  }

  public void down(boolean now) {
    down = now;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(exchange.getRequestMethod() + " " + path + " " + body);
    if (down) {
      send(exchange, 500, error("api_error", "Something is wrong at Stripe"));
    } else if (exchange.getRequestMethod().equals("POST")) {
      send(exchange, 200, created(path));
    } else if (path.equals("/v1/subscriptions")) {
      answer(exchange, path, list(query));
    } else if (objects.containsKey(path)) {
      answer(exchange, path, objects.getOrDefault(path, ""));
    } else {
      send(exchange, 404, error("invalid_request_error", "No such object"));
    }
  }

  private void answer(HttpExchange exchange, String path, String json) throws IOException {
    Optional.ofNullable(onTheWay.remove(path)).ifPresent(Runnable::run);
    send(exchange, 200, json);
  }

  private static String created(String path) {
    return path.equals("/v1/checkout/sessions")
        ? "{\"id\":\"cs_test_new\",\"object\":\"checkout.session\",\"status\":\"open\","
            + "\"url\":\"https://checkout.stripe.example/c/pay/cs_test_new\"}"
        : "{\"id\":\"bps_1\",\"object\":\"billing_portal.session\","
            + "\"url\":\"https://billing.stripe.example/p/session/1\"}";
  }

  /** Pages of two, so that there is more than one. */
  private String list(String query) {
    List<String> all =
        objects.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("/v1/subscriptions/"))
            .map(Map.Entry::getValue)
            .toList();
    int from = 0;
    int after = query.indexOf("starting_after=");
    if (after >= 0) {
      String last = "\"id\":\"" + query.substring(after + "starting_after=".length()) + "\"";
      while (from < all.size() && !all.get(from++).contains(last)) {
        // goes on to the one after
      }
    }
    int to = Math.min(from + 2, all.size());
    return "{\"object\":\"list\",\"url\":\"/v1/subscriptions\",\"has_more\":%s,\"data\":[%s]}"
        .formatted(to < all.size(), String.join(",", all.subList(from, to)));
  }

  private static String error(String type, String message) {
    return "{\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}".formatted(type, message);
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Request-Id", "req_standin");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }
}
