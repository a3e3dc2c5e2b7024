package ai.kamiyo.adapters.mcp.http;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The SDK's Streamable HTTP: its streams, its framing of answers. */
final class SdkEngine {
  private static final Duration REQUESTS_TO_CLIENTS = Duration.ofSeconds(30);

  private SdkEngine() {}

  /**
   * For one session, which is let go of together with this. The SDK's own sweeper and its pings are
   * off: each would be a thread that outlives the engine, and ours know who is still there.
   */
  static HttpServlet withSession() {
    HttpServletStreamableServerTransportProvider provider =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(SdkHandlers.JSON)
            .sessionSweepInterval(null)
            .keepAliveInterval(null)
            .build();
    provider.setSessionFactory(client ->
        new McpStreamableServerSessionInit(
            new McpStreamableServerSession(
                Turn.CURRENT.get().session(),
                client.capabilities(),
                client.clientInfo(),
                REQUESTS_TO_CLIENTS,
                SdkHandlers.REQUESTS,
                SdkHandlers.NOTIFICATIONS),
            SdkHandlers.initialized()));
    return provider;
  }

  static HttpServlet stateless() {
    HttpServletStatelessServerTransport transport =
        HttpServletStatelessServerTransport.builder().jsonMapper(SdkHandlers.JSON).build();
    transport.setMcpHandler(new Stateless());
    return transport;
  }

  /** Answers one request at a time, each on its own. */
  private static final class Stateless implements McpStatelessServerHandler {
    @Override
    public Mono<McpSchema.JSONRPCResponse> handleRequest(
        McpTransportContext context, McpSchema.JSONRPCRequest request) {
      return SdkHandlers.answer()
          .map(result -> McpSchema.JSONRPCResponse.result(request.id(), result))
          .onErrorResume(McpError.class, error -> Mono.just(failed(request, error)));
    }

    private static McpSchema.JSONRPCResponse failed(
        McpSchema.JSONRPCRequest request, McpError error) {
      return McpSchema.JSONRPCResponse.error(request.id(), error.getJsonRpcError());
    }

    @Override
    public Mono<Void> handleNotification(
        McpTransportContext context, McpSchema.JSONRPCNotification notification) {
      return Mono.empty();
    }
  }
}
