package ai.kamiyo.adapters.mcp.protocol;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.adapters.mcp.catalog.CallObserver;
import ai.kamiyo.adapters.mcp.catalog.Catalog;
import ai.kamiyo.adapters.mcp.catalog.ToolBoundary;
import ai.kamiyo.adapters.mcp.catalog.ToolCatalog;
import ai.kamiyo.adapters.mcp.catalog.ToolDefinition;
import ai.kamiyo.adapters.mcp.catalog.ToolResult;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.application.access.FindTier;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every era of the protocol offers in the same way: the catalogue. Thread-safe. */
public final class Core {
  private final ToolCatalog catalog;
  private final CallObserver observer;
  private final Resources resources;
  private final Prompts prompts;
  private final Completions completions;
  private final Optional<FindTier> tiers;

  /**
   * A catalogue as callers see it.
   *
   * @param tiers finds a caller's tier; empty if every caller is shown every tool
   */
  public Core(Catalog catalog, CallObserver observer, Optional<FindTier> tiers) {
    this.catalog = catalog.tools();
    this.observer = observer;
    this.resources = new Resources(catalog.resources());
    this.prompts = new Prompts(catalog.prompts());
    this.completions = new Completions(catalog, prompts);
    this.tiers = tiers;
  }

  /** Whether what is shown depends on the caller, and must be looked up. */
  boolean looksUp() {
    return tiers.isPresent();
  }

  /** The tools, all on one page: those of the caller's tier, or all if it holds none. */
  List<ToolDefinition> tools(Supplier<Caller> caller) {
    Optional<Tier> held = tiers.flatMap(known -> known.of(caller.get()));
    return catalog.tools().stream()
        .filter(tool ->
            held.isEmpty() || tool.needs().isEmpty() || held.get().includes(tool.needs().get()))
        .toList();
  }

  /** Every list is given whole, so that there is no further page to ask for. */
  static void checkPage(ObjectNode params) {
    JsonNode cursor = params.path("cursor");
    if (!cursor.isMissingNode() && !cursor.isNull()) {
      throw ProtocolError.of(
          Code.INVALID_PARAMS, "Unknown cursor: the list has one page, ask without cursor");
    }
  }

  Resources resources() {
    return resources;
  }

  Prompts prompts() {
    return prompts;
  }

  Completions completions() {
    return completions;
  }

  /** A tool and the arguments to call it with. */
  Invocation invocation(ObjectNode params) {
    JsonNode name = params.path("name");
    if (!name.isString()) {
      throw ProtocolError.of(Code.INVALID_PARAMS, "name must be a string: the tool to call");
    }
    ToolDefinition tool =
        catalog
            .named(name.stringValue())
            .orElseThrow(() ->
                ProtocolError.of(
                    Code.INVALID_PARAMS, "Unknown tool: " + Arguments.shown(name.stringValue())));
    JsonNode arguments = params.path("arguments");
    if (arguments.isMissingNode() || arguments.isNull()) {
      return new Invocation(tool, Json.object(), observer);
    }
    if (!(arguments instanceof ObjectNode object)) {
      throw ProtocolError.of(Code.INVALID_PARAMS, "arguments must be an object");
    }
    return new Invocation(tool, object, observer);
  }

  /** One call of a tool that exists. */
  record Invocation(ToolDefinition tool, ObjectNode arguments, CallObserver observer) {
    ToolResult perform(Supplier<Caller> caller) {
      long began = System.nanoTime();
      String outcome = "cancelled";
      try {
        ToolResult result = ToolBoundary.call(tool, arguments, caller);
        outcome = result.outcome();
        return result;
      } finally {
        observer.called(tool.name(), outcome, Duration.ofNanos(System.nanoTime() - began));
      }
    }
  }
}
