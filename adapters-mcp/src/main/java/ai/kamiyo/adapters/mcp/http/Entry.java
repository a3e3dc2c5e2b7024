package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.adapters.mcp.catalog.Catalog;
import ai.kamiyo.adapters.mcp.protocol.Core;
import ai.kamiyo.adapters.mcp.protocol.Handshake;
import ai.kamiyo.adapters.mcp.protocol.LegacyLayer;
import ai.kamiyo.adapters.mcp.protocol.Message;
import ai.kamiyo.adapters.mcp.protocol.Revision;
import ai.kamiyo.adapters.mcp.protocol.ServerInfo;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What both transports over HTTP ask of a message before they carry it out. */
public final class Entry {
  private static final int UNSUPPORTED_VERSION = -32022;
  private static final String VERSION_IN_META = "io.modelcontextprotocol/protocolVersion";

  private final Catalog catalog;
  private final Core core;
  private final ServerInfo server;
  private final HttpRules rules;

  public Entry(Catalog catalog, Core core, ServerInfo server, HttpRules rules) {
    this.catalog = catalog;
    this.core = core;
    this.server = server;
    this.rules = rules;
  }

  String serverName() {
    return server.name();
  }

  /** The protocol for a client that has shaken hands so. */
  public LegacyLayer layer(Handshake handshake, Caller caller) {
    return new LegacyLayer(
        core, server, client -> CallerAttribute.using(caller, client), handshake);
  }

  /** Refuses revisions that are not spoken here, however they are asked for. */
  public void checkVersion(HttpServletRequest request, Optional<Message> message) {
    Optional<String> header = Headers.only(request, "MCP-Protocol-Version");
    if (header.isPresent() && Revision.of(header.get()).isEmpty()) {
      throw unsupported(header.get(), message);
    }
    if (message.orElse(new Message.Response()) instanceof Message.Request asked) {
      var meta = asked.params().path("_meta").path(VERSION_IN_META);
      if (!meta.isMissingNode() || asked.method().equals("server/discover")) {
        throw unsupported(meta.asString(""), message);
      }
    }
  }

  private static HttpRefusal unsupported(String version, Optional<Message> message) {
    ObjectNode data = Json.object().put("requested", Arguments.shown(version));
    ArrayNode supported = data.putArray("supported");
    Stream.of(Revision.values()).forEach(revision -> supported.add(revision.date()));
    return HttpRefusal.about(
            message.filter(Message.Request.class::isInstance).map(m -> ((Message.Request) m).id()),
            400,
            UNSUPPORTED_VERSION,
            "Unsupported protocol version")
        .with(data);
  }

  /** Nobody known may ask for what needs a tier; a name that there is not is refused later. */
  public void checkCaller(Message.Request request, Caller caller) {
    boolean unknown = caller instanceof Caller.Anonymous || caller instanceof Caller.Rejected;
    if (unknown && needsToken(request)) {
      throw HttpRefusal.about(
              Optional.of(request.id()),
              401,
              HttpRefusal.UNAUTHENTICATED,
              "This needs an access token: send the header Authorization: Bearer TOKEN")
          .with("WWW-Authenticate", rules.challenge());
    }
  }

  private boolean needsToken(Message.Request request) {
    return switch (request.method()) {
      case "tools/call" ->
          catalog
              .tools()
              .named(request.params().path("name").asString(""))
              .filter(tool -> tool.needs().isPresent())
              .isPresent();
      case "resources/read" ->
          catalog
              .resources()
              .at(request.params().path("uri").asString(""))
              .filter(resource -> resource.label().needsToken())
              .isPresent();
      default -> false;
    };
  }
}
