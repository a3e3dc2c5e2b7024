package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.Client;
import ai.kamiyo.adapters.mcp.World;
import ai.kamiyo.adapters.mcp.catalog.CallObserver;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.application.access.FindTier;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.SessionDirectory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import tools.jackson.databind.JsonNode;

/** The transports mounted in a server; a header says who calls, in place of a token. */
final class Web implements AutoCloseable {
  static final String INITIALIZE =
      "{\"protocolVersion\":\"%s\",\"capabilities\":{},\"clientInfo\":{\"name\":\"probe\"}}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final HttpTransports transports;

  /** Requests that came, as long as anything but this remembers them. */
  private final List<WeakReference<HttpServletRequest>> came = new CopyOnWriteArrayList<>();

  Web(World world, boolean stateless, CallObserver observer) throws Exception {
    this(world, stateless, observer, Room.STANDARD);
  }

  Web(World world, boolean stateless, CallObserver observer, Room room) throws Exception {
    this(world, stateless, observer, room, SessionDirectory.NOWHERE);
  }

  Web(World world, boolean stateless, CallObserver observer, Room room, SessionDirectory directory)
      throws Exception {
    HttpRules rules =
        new HttpRules(
            "https://mcp.example",
            List.of("http://localhost:*"),
            List.of("127.0.0.1", "localhost"),
            stateless);
    transports =
        world
            .adapter()
            .http(rules, observer, new FindTier(customer -> world.entitlement), directory, room);
    ServletContextHandler context = new ServletContextHandler();
    Map<HttpServlet, ServletHolder> holders = new HashMap<>();
    transports
        .servlets()
        .forEach((path, servlet) -> {
          ServletHolder holder = holders.computeIfAbsent(servlet, key -> new ServletHolder(key));
          holder.setAsyncSupported(true);
          context.addServlet(holder, path);
        });
    for (HttpFilter filter : List.of((HttpFilter) transports.guard(), new Named())) {
      FilterHolder holder = new FilterHolder(filter);
      holder.setAsyncSupported(true);
      context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }
    server.setHandler(context);
    server.start();
  }

  /** How many of the requests that came something still remembers. */
  long remembered() {
    System.gc();
    return came.stream().filter(request -> request.get() != null).count();
  }

  /** Believes whatever the header says. */
  private final class Named extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      came.add(new WeakReference<>(request));
      Optional.ofNullable(request.getHeader("X-Caller"))
          .map(name -> new Caller.Customer(new CustomerId(name), ""))
          .ifPresent(caller -> request.setAttribute(CallerAttribute.NAME, caller));
      chain.doFilter(request, response);
    }
  }

  HttpTransports transports() {
    return transports;
  }

  URI address(String path) {
    return server.getURI().resolve(path);
  }

  HttpRequest.Builder request(String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address("/mcp"))
            .timeout(Duration.ofSeconds(20))
            .header("Accept", "application/json, text/event-stream")
            .header("Content-Type", "application/json");
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> post(String body, String... headers) throws Exception {
    return sent(body, headers).get();
  }

  CompletableFuture<HttpResponse<String>> sent(String body, String... headers) {
    return client.sendAsync(
        request(headers).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws Exception {
    return client.send(request, handler);
  }

  /** Shakes hands, and gives the id of the session. */
  String session(String revision, String... headers) throws Exception {
    HttpResponse<String> response =
        post(Client.request(0, "initialize", INITIALIZE.formatted(revision)), headers);
    return response
        .headers()
        .firstValue("Mcp-Session-Id")
        .orElseThrow(() -> new AssertionError(response.statusCode() + response.body()));
  }

  /** The message of an answer, whether it came as an event or as JSON. */
  static JsonNode message(HttpResponse<String> response) {
    String body = response.body();
    int data = body.indexOf("data: ");
    String text = data < 0 ? body : body.substring(data + 6, body.indexOf('\n', data));
    return Json.parse(text).orElseThrow(() -> new AssertionError(body));
  }

  @Override
  public void close() {
    client.shutdownNow();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the test's server does not stop", e);
    }
  }
}
