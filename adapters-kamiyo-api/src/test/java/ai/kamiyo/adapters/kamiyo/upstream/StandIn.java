package ai.kamiyo.adapters.kamiyo.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A service on this machine that remembers what it was asked and fails when told to. */
public abstract class StandIn implements AutoCloseable {
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private final int port;
  private CountDownLatch end = new CountDownLatch(1);
  private Optional<HttpServer> http;

  StandIn() {
    HttpServer server = listening(0);
    http = Optional.of(server);
    port = server.getAddress().getPort();
  }

  /** The right answer to this request. */
  abstract Reply reply(Received request);

  public final String url() {
    return "http://127.0.0.1:" + port;
  }

  /** From now on this path fails in this way; it replaces an earlier fault. */
  public final void fail(String path, Fault fault) {
    faults.put(path, fault);
  }

  /** From now on all is well. */
  public final void mend() {
    faults.clear();
  }

  /** From now on nobody listens, and whoever was connected is cut off. */
  public final synchronized void down() {
    end.countDown();
    http.ifPresent(server -> server.stop(0));
    http = Optional.empty();
  }

  /** Listens again, where it did before. */
  public final synchronized void up() {
    if (http.isEmpty()) {
      end = new CountDownLatch(1);
      http = Optional.of(listening(port));
    }
  }

  /** Everything that was asked, in the order of arrival. */
  public final List<Received> requests() {
    return List.copyOf(requests);
  }

  public final List<Received> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  /** The Authorization headers of all requests that bore one. */
  public final List<String> authorizations() {
    return requests.stream().flatMap(request -> request.header("Authorization").stream()).toList();
  }

  /** Forgets what was asked so far. */
  public final void forget() {
    requests.clear();
  }

  /** How many bytes of bodies were sent so far. */
  public final long sent() {
    return sent.get();
  }

  private HttpServer listening(int where) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), where), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::answer);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange http) throws IOException {
    Received request = received(http);
    requests.add(request);
    Exchange exchange = new Exchange(request, http, () -> reply(request), latch(), sent);
    try {
      faults
          .getOrDefault(request.path(), regular -> regular.send(regular.regular()))
          .answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized CountDownLatch latch() {
    return end;
  }

  private static Received received(HttpExchange http) {
    Map<String, List<String>> headers = new TreeMap<>();
    http.getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return new Received(
        http.getRequestMethod(), http.getRequestURI(), Map.copyOf(headers), System.nanoTime());
  }

  @Override
  public final void close() {
    down();
  }
}
