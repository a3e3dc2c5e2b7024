package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.catalog.ToolBoundary;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the SDK's sessions call for every method: the {@link Turn} of the request's own thread. */
public final class SdkHandlers {
  /** The SDK's JSON, over the library that ours uses too. */
  public static final McpJsonMapper JSON = new JacksonMcpJsonMapper(JsonMapper.shared());

  /** For requests of every name. */
  public static final Map<String, McpRequestHandler<?>> REQUESTS =
      new Always<McpRequestHandler<?>>(
          (McpRequestHandler<ObjectNode>) (exchange, params) -> answer());

  /** For notifications of every name, which need nothing of a session. */
  public static final Map<String, McpNotificationHandler> NOTIFICATIONS =
      new Always<>((exchange, params) -> Mono.empty());

  private SdkHandlers() {}

  /** The current turn's result. The work is done by the thread that waits for it. */
  static Mono<ObjectNode> answer() {
    return Mono.defer(() -> Mono.justOrEmpty(Turn.CURRENT.get().work().get()))
        .onErrorMap(SdkHandlers::sanitised);
  }

  /** The current turn's result, as the SDK wants an initialize to be answered. */
  public static Mono<McpSchema.InitializeResult> initialized() {
    return answer().map(result -> JSON.convertValue(result, McpSchema.InitializeResult.class));
  }

  /** The SDK sends on what an exception says; it gets only our own words. */
  private static McpError sanitised(Throwable failure) {
    if (failure instanceof ProtocolError error) {
      McpError.Builder told = McpError.builder(error.code().number()).message(error.text());
      error.data().ifPresent(told::data);
      return told.build();
    }
    String incident = ToolBoundary.logged("answering over HTTP", failure);
    return McpError.builder(Code.INTERNAL_ERROR.number())
        .message("Internal error, incident " + incident)
        .build();
  }

  /** Gives the same value for every key. */
  private static final class Always<V> extends AbstractMap<String, V> {
    private final V value;

    Always(V value) {
      this.value = value;
    }

    @Override
    public V get(@Nullable Object key) {
      return value;
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
      return Set.of();
    }
  }
}
