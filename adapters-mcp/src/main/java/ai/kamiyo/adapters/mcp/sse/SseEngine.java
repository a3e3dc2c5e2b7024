package ai.kamiyo.adapters.mcp.sse;

import ai.kamiyo.adapters.mcp.http.SdkHandlers;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.UUID;

/** The SDK's HTTP with SSE, for one client. */
final class SseEngine {
  private static final Duration REQUESTS_TO_CLIENTS = Duration.ofSeconds(30);

  private SseEngine() {}

  @SuppressWarnings("deprecation") // agents in the field still speak it
  static HttpServlet servlet() {
    HttpServletSseServerTransportProvider provider =
        HttpServletSseServerTransportProvider.builder()
            .jsonMapper(SdkHandlers.JSON)
            .messageEndpoint("/message")
            .build();
    provider.setSessionFactory(SseEngine::session);
    return provider;
  }

  private static McpServerSession session(McpServerTransport transport) {
    McpServerSession session =
        new McpServerSession(
            UUID.randomUUID().toString(),
            REQUESTS_TO_CLIENTS,
            transport,
            client -> SdkHandlers.initialized(),
            SdkHandlers.REQUESTS,
            SdkHandlers.NOTIFICATIONS);
    // Without this the session would let every request wait for a client that may never say so.
    session
        .handle(new McpSchema.JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED, null))
        .block();
    return session;
  }
}
