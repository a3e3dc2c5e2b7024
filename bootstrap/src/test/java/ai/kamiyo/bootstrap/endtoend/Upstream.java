package ai.kamiyo.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A stand-in for the KAMIYO API that answers each path with one status. */
final class Upstream implements AutoCloseable {
  private final HttpServer http;
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  Upstream() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          List<String> authorization = exchange.getRequestHeaders().get("Authorization");
          if (authorization != null) {
            authorizations.addAll(authorization);
          }
          int status = statuses.getOrDefault(exchange.getRequestURI().getPath(), 404);
          byte[] body =
              (status == 200
                      ? "{\"status\":\"healthy\",\"data\":[],\"total\":0,\"page\":1,"
                          + "\"page_size\":100,\"has_more\":false}"
                      : "{\"detail\":\"Traceback (most recent call last): SECRET-INTERNALS\"}")
                  .getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
  }

  Upstream answering(String path, int status) {
    statuses.put(path, status);
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** An address where nobody listens. */
  static String nobody() {
    return "http://127.0.0.1:1";
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
