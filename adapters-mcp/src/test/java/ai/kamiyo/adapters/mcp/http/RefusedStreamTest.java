package ai.kamiyo.adapters.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.catalog.CallObserver;
import ai.kamiyo.adapters.mcp.catalog.Catalog;
import ai.kamiyo.adapters.mcp.catalog.PromptCatalog;
import ai.kamiyo.adapters.mcp.catalog.ResourceCatalog;
import ai.kamiyo.adapters.mcp.catalog.ToolCatalog;
import ai.kamiyo.adapters.mcp.catalog.Vocabulary;
import ai.kamiyo.adapters.mcp.protocol.Core;
import ai.kamiyo.adapters.mcp.protocol.Handshake;
import ai.kamiyo.adapters.mcp.protocol.ServerInfo;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.SessionDirectory;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that refuses to listen. */
class RefusedStreamTest {
  private final Sessions sessions = new Room(9, Duration.ofMinutes(30), Duration.ZERO).sessions();
  private final Session session =
      new Session("s", Handshake.NONE, new Caller.Anonymous("", ""), sessions.now());

  /** Refuses at once, or after it has begun. */
  private static final class Refusing extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final boolean begins;

    Refusing(boolean begins) {
      this.begins = begins;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      if (begins) {
        var _ = request.startAsync();
      }
      response.setStatus(404);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leavesASessionThatNobodyListensTo(boolean begins) throws Exception {
    HttpRules rules = new HttpRules("https://mcp.example", List.of(), List.of(), false);
    ToolCatalog tools = new ToolCatalog(List::of);
    Catalog catalog =
        new Catalog(
            tools,
            new ResourceCatalog(() -> new ResourceCatalog.Shelf(List.of(), List.of())),
            new PromptCatalog(tools, List::of),
            new Vocabulary(Map::of));
    Entry entry =
        new Entry(
            catalog,
            new Core(catalog, CallObserver.NONE, Optional.empty()),
            new ServerInfo("name", "title", "1", "description", "instructions"),
            rules);
    Engines engines = Engines.forEachSession(() -> new Refusing(begins));
    engines.begin(session.id());
    sessions.add(session);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ServletContextHandler context = new ServletContextHandler();
    ServletHolder holder =
        new ServletHolder(
            new StreamableServlet(
                entry, sessions, new Running(), engines, SessionDirectory.NOWHERE));
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/mcp");
    server.setHandler(context);
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest listening =
          HttpRequest.newBuilder(server.getURI().resolve("/mcp"))
              .header("Accept", "text/event-stream")
              .header("Mcp-Session-Id", session.id())
              .timeout(Duration.ofSeconds(20))
              .build();
      assertThat(client.send(listening, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(404);
      assertThat(session.listening()).isFalse();
    } finally {
      server.stop();
    }
  }
}
