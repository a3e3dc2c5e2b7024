package ai.kamiyo.adapters.mcp.protocol;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.adapters.mcp.catalog.ResourceCatalog;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.text.PlainText;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The revisions up to 2025-11-25 on one connection. Tools answer before the handshake too: a
 * one-shot pipe may send its messages all at once.
 */
public final class LegacyLayer implements Layer {
  private static final int MAX_CLIENT = 100;

  private final Core core;
  private final ServerInfo server;
  private final Function<String, Caller> callers;
  private Handshake handshake;

  /**
   * A connection that has not shaken hands yet.
   *
   * @param callers who calls, by the name its client program gives itself
   */
  public LegacyLayer(Core core, ServerInfo server, Function<String, Caller> callers) {
    this(core, server, callers, Handshake.NONE);
  }

  /** A connection that goes on after this handshake. */
  public LegacyLayer(
      Core core, ServerInfo server, Function<String, Caller> callers, Handshake handshake) {
    this.core = core;
    this.server = server;
    this.callers = callers;
    this.handshake = handshake;
  }

  /** What was agreed on so far. */
  public Handshake handshake() {
    return handshake;
  }

  @Override
  public Handling handle(Message.Request request) {
    ObjectNode params = request.params();
    return switch (request.method()) {
      case "initialize" -> new Handling.Now(initialize(params));
      case "ping" -> new Handling.Now(Json.object());
      case "tools/list" -> listTools(params);
      case "tools/call" -> new Handling.Later(callTool(params));
      case "resources/list", "resources/templates/list", "prompts/list" ->
          new Handling.Now(list(request.method(), params));
      case "resources/read" -> new Handling.Later(readResource(params));
      case "prompts/get" -> new Handling.Now(core.prompts().get(params));
      case "completion/complete" -> new Handling.Later(core.completions().complete(params));
      default ->
          throw ProtocolError.of(
              Code.METHOD_NOT_FOUND, "Method not found: " + Arguments.shown(request.method()));
    };
  }

  private ObjectNode initialize(ObjectNode params) {
    JsonNode asked = params.path("protocolVersion");
    if (!asked.isString()) {
      throw ProtocolError.of(Code.INVALID_PARAMS, "protocolVersion must be a string");
    }
    Revision revision = Revision.of(asked.stringValue()).orElse(Revision.NEWEST);
    String client = params.path("clientInfo").path("name").asString("");
    handshake = new Handshake(revision, PlainText.of(client, MAX_CLIENT));
    ObjectNode result = Json.object().put("protocolVersion", revision.date());
    result.set("capabilities", revision.capabilities());
    result.set("serverInfo", revision.describe(server));
    return result.put("instructions", server.instructions());
  }

  private Handling listTools(ObjectNode params) {
    Core.checkPage(params);
    Handshake agreed = handshake;
    Handling.Work listing =
        () -> {
          ArrayNode tools = Json.array();
          core.tools(() -> callers.apply(agreed.client()))
              .forEach(tool -> tools.add(agreed.revision().describe(tool)));
          return Json.object().set("tools", tools);
        };
    // Whose tier must be looked up may wait for a database, which the reader must not.
    return core.looksUp() ? new Handling.Later(listing) : new Handling.Now(listing.result());
  }

  private ObjectNode list(String method, ObjectNode params) {
    Core.checkPage(params);
    Listing listing = new Listing(handshake.revision());
    ResourceCatalog resources = core.resources().catalog();
    return switch (method) {
      case "resources/list" -> Listing.of("resources", resources.resources(), listing::describe);
      case "prompts/list" ->
          Listing.of("prompts", core.prompts().catalog().prompts(), listing::describe);
      default -> Listing.of("resourceTemplates", resources.templates(), listing::describe);
    };
  }

  private Handling.Work readResource(ObjectNode params) {
    ResourceCatalog.Located resource = core.resources().located(params);
    String client = handshake.client();
    return () -> Resources.read(resource, callers.apply(client));
  }

  private Handling.Work callTool(ObjectNode params) {
    Core.Invocation invocation = core.invocation(params);
    // Taken now: a later initialize must not change who made this call.
    String client = handshake.client();
    boolean structured = handshake.revision().structured();
    return () -> invocation.perform(() -> callers.apply(client)).toWire(structured);
  }
}
