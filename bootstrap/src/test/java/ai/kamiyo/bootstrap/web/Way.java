package ai.kamiyo.bootstrap.web;

import ai.kamiyo.bootstrap.endtoend.Installation;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.client.transport.customizer.McpSyncHttpClientRequestCustomizer;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The ways by which a client of the SDK reaches the server. */
enum Way {
  STDIO {
    @Override
    McpClientTransport transport(
        Installation installation, Served served, McpSyncHttpClientRequestCustomizer credentials) {
      List<String> command = Installation.command("stdio");
      List<String> marked = new ArrayList<>(List.of(mark(installation)));
      marked.addAll(command.subList(1, command.size()));
      StdioClientTransport transport =
          new StdioClientTransport(
              ServerParameters.builder(command.getFirst())
                  .args(marked)
                  .env(
                      Map.of(
                          "KAMIYO_HOME", installation.home().toString(),
                          "HOME", installation.work().toString()))
                  .build(),
              McpJsonDefaults.getMapper());
      transport.setStdErrorHandler(line -> {});
      return transport;
    }
  },
  STREAMABLE_HTTP {
    @Override
    McpClientTransport transport(
        Installation installation, Served served, McpSyncHttpClientRequestCustomizer credentials) {
      return HttpClientStreamableHttpTransport.builder(base(served))
          .endpoint("/mcp")
          .addHttpRequestCustomizer(credentials)
          .build();
    }
  },
  SSE {
    // Deprecated like the transport itself, which is still in use.
    @Override
    @SuppressWarnings("deprecation")
    McpClientTransport transport(
        Installation installation, Served served, McpSyncHttpClientRequestCustomizer credentials) {
      return HttpClientSseClientTransport.builder(base(served))
          .sseEndpoint("/sse")
          .addHttpRequestCustomizer(credentials)
          .build();
    }
  };

  /** The SDK tells of every handshake and refusal; what matters here is asserted. */
  private static final Logger SDK = Logger.getLogger("io.modelcontextprotocol");

  static {
    SDK.setLevel(Level.OFF);
  }

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** A first argument by which a server over stdio is known to be one of this installation. */
  static String mark(Installation installation) {
    return "-Dkamiyo.test.home=" + installation.home();
  }

  abstract McpClientTransport transport(
      Installation installation, Served served, McpSyncHttpClientRequestCustomizer credentials);

  /** A client that has shaken hands; over HTTP it bears the token. */
  McpSyncClient client(Installation installation, Served served) {
    McpSyncClient client =
        McpClient.sync(transport(installation, served, bearing(served.token())))
            .requestTimeout(DEADLINE)
            .initializationTimeout(DEADLINE)
            .build();
    client.initialize();
    return client;
  }

  /** A client without a token that has shaken hands. */
  McpSyncClient anonymous(Installation installation, Served served) {
    McpSyncClient client =
        McpClient.sync(transport(installation, served, (request, m, uri, body, context) -> {}))
            .requestTimeout(Duration.ofSeconds(10))
            .initializationTimeout(DEADLINE)
            .build();
    client.initialize();
    return client;
  }

  private static McpSyncHttpClientRequestCustomizer bearing(String token) {
    return (request, method, uri, body, context) ->
        request.setHeader("Authorization", "Bearer " + token);
  }

  private static String base(Served served) {
    return "http://localhost:" + served.port();
  }
}
