package ai.kamiyo.bootstrap.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty at one address: servlets, filters in front of them, and limits on what connections do. */
final class JettyServer implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 4_096;
  private static final int LARGEST_HEADER = 16 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration HURRIED_IDLE = Duration.ofSeconds(2);
  private static final Duration ARRIVAL = Duration.ofSeconds(20);
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final Server server;
  private final ServerConnector connector;
  private final ServletContextHandler context = new ServletContextHandler();
  private final ConnectionWatch watch = new ConnectionWatch();

  JettyServer(String name, String host, int port) {
    QueuedThreadPool threads = new QueuedThreadPool(16, 4);
    threads.setName(name);
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory()));
    server = new Server(threads);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(1_024);
    connector.addBean(watch);
    server.addConnector(connector);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, connector);
    limit.setEndPointIdleTimeout(HURRIED_IDLE.toMillis());
    server.addBean(limit);
    filter(new HearingOut(), List.of("/*"));
    context.setErrorHandler(JettyServer::error);
    server.setErrorHandler(JettyServer::error);
    server.setHandler(new TakingTurns(new BodyInTime(ARRIVAL, new GracefulHandler(context))));
    server.setStopTimeout(LAST_WORDS.toMillis());
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(LARGEST_HEADER);
    http.setIdleTimeout(IDLE.toMillis());
    return http;
  }

  /** An error of the server's own, such as an unknown path, in few words. */
  private static boolean error(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    String what =
        switch (status) {
          case 404 -> "There is nothing at this path";
          case 431 -> "The headers are too large";
          default -> status < 500 ? "The request was not understood" : "Something failed here";
        };
    Content.Sink.write(response, true, Answers.error(-32000, what), callback);
    return true;
  }

  void filter(Filter filter, List<String> paths) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    paths.forEach(path -> context.addFilter(holder, path, EnumSet.of(DispatcherType.REQUEST)));
  }

  void servlets(Map<String, HttpServlet> servlets) {
    Map<HttpServlet, ServletHolder> holders = new HashMap<>();
    servlets.forEach((path, servlet) -> {
      ServletHolder holder = holders.computeIfAbsent(servlet, key -> new ServletHolder(key));
      holder.setAsyncSupported(true);
      context.addServlet(holder, path);
    });
  }

  /** Opens the port; the address in use is an {@link IOException}. */
  void start() throws IOException {
    try {
      connector.open();
      server.start();
      watch.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the web server does not start", e);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  /** Takes no new connections; those that are there go on. */
  void closePort() {
    connector.close();
  }

  @Override
  public void close() {
    watch.close();
    try {
      server.stop();
    } catch (Exception e) {
      System.getLogger("ai.kamiyo.http")
          .log(System.Logger.Level.WARNING, "the web server does not stop", e);
    }
  }
}
