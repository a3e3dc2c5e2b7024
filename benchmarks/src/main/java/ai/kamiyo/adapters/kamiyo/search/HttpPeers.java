package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.adapters.kamiyo.search.HttpCalls.Call;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tools.jackson.databind.JsonNode;

/** What ours is compared with, each in a Jetty with the threads that ours has. */
final class HttpPeers {
  private HttpPeers() {}

  /** Parses a message, runs the same query in bare Lucene, and writes the bytes that ours wrote. */
  static int bare(BareLucene lucene, HttpCalls calls) throws Exception {
    Map<String, Call> known = new HashMap<>();
    calls.all().forEach(call -> known.put(call.arguments().toString(), call));
    return serve(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws IOException {
            JsonNode message;
            try (InputStream in = Content.Source.asInputStream(request)) {
              message = HttpCalls.JSON.readTree(in);
            }
            Call call = known.get(message.path("params").path("arguments").toString());
            if (call == null) { // a handshake
              response.getHeaders().put("Mcp-Session-Id", "none");
              response.write(true, ByteBuffer.allocate(0), callback);
              return true;
            }
            if (lucene.search(call.parsed()).count() < 0) {
              throw new IllegalStateException("so that the search is not left out");
            }
            byte[] id = message.path("id").toString().getBytes(StandardCharsets.UTF_8);
            ByteBuffer answer =
                ByteBuffer.allocate(call.before().length + id.length + call.after().length)
                    .put(call.before())
                    .put(id)
                    .put(call.after())
                    .flip();
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
            response.write(true, answer, callback);
            return true;
          }
        });
  }

  /** The SDK as its documentation shows it, with one tool that answers a constant. */
  static int sdk(Call constant) throws Exception {
    JsonNode result = constant.result();
    McpSchema.CallToolResult answer =
        McpSchema.CallToolResult.builder()
            .addTextContent(result.path("content").path(0).path("text").stringValue())
            .structuredContent(
                HttpCalls.JSON.convertValue(result.path("structuredContent"), Map.class))
            .build();
    HttpServletStreamableServerTransportProvider servlet =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(new JacksonMcpJsonMapper(HttpCalls.JSON))
            .build();
    McpServer.sync(servlet)
        .serverInfo("constant", "1")
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
        .toolCall(
            McpSchema.Tool.builder("search_exploits", Map.of("type", "object")).build(),
            (exchange, request) -> answer)
        .build();
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(holder, "/mcp");
    return serve(context);
  }

  private static int serve(Handler handler) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(16, 4);
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.setConnectors(List.of(connector).toArray(ServerConnector[]::new));
    server.setHandler(handler);
    server.start();
    return connector.getLocalPort();
  }
}
