package ai.kamiyo.bootstrap.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.kamiyo.bootstrap.endtoend.Json;
import ai.kamiyo.bootstrap.endtoend.Patience;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A web site whose one page does something with the server and reports what came of it. */
final class PageServer implements AutoCloseable {
  private final HttpServer http;
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private volatile Optional<JsonNode> report = Optional.empty();

  PageServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::serve);
    http.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = pages.getOrDefault(path, "").getBytes(UTF_8);
    if (path.equals("/report")) {
      report = Optional.of(Json.read(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    }
    exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** The origin of the pages under this name, which the browser looks for on this machine. */
  String origin(String name) {
    return "http://" + name + ":" + http.getAddress().getPort();
  }

  /**
   * Serves a page that runs this script and reports the object that it fills.
   *
   * @param script the body of an async function of {@code seen}
   */
  void page(String script) {
    report = Optional.empty();
    pages.put(
        "/",
        """
        <!doctype html><meta charset="utf-8"><title>A page</title>
        <script>
        const run = async seen => {
        %s
        };
        const seen = {};
        run(seen)
          .catch(e => { seen.failure = String(e); })
          .then(() => fetch('/report', {method: 'POST', body: JSON.stringify(seen)}));
        </script>
        """
            .formatted(script));
  }

  /** What the page reported. */
  JsonNode report(BooleanSupplier hopeless, Supplier<String> why) {
    Patience.until(
        () -> report.isPresent() || hopeless.getAsBoolean(), () -> "a page: " + why.get());
    return report.orElseThrow(() -> new AssertionError("the browser ended: " + why.get()));
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
