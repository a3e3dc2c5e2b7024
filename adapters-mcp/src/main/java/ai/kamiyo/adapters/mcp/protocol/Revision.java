package ai.kamiyo.adapters.mcp.protocol;

import ai.kamiyo.adapters.mcp.catalog.ToolDefinition;
import ai.kamiyo.adapters.mcp.wire.Json;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The legacy revisions of the protocol, oldest first, and what each has words for. */
public enum Revision {
  V2024_11_05("2024-11-05"),
  V2025_03_26("2025-03-26"),
  V2025_06_18("2025-06-18"),
  V2025_11_25("2025-11-25");

  public static final Revision NEWEST = V2025_11_25;

  private final String date;

  Revision(String date) {
    this.date = date;
  }

  public String date() {
    return date;
  }

  public static Optional<Revision> of(String date) {
    return Stream.of(values()).filter(revision -> revision.date.equals(date)).findFirst();
  }

  /** Whether results may carry structured content, and tools an output schema and a title. */
  boolean structured() {
    return compareTo(V2025_06_18) >= 0;
  }

  /** What this server can do; no list changes while it runs, and nothing can be subscribed to. */
  ObjectNode capabilities() {
    ObjectNode capabilities = Json.object();
    capabilities.putObject("tools");
    capabilities.putObject("resources");
    capabilities.putObject("prompts");
    if (this != V2024_11_05) {
      capabilities.putObject("completions");
    }
    return capabilities;
  }

  ObjectNode describe(ServerInfo server) {
    ObjectNode info = Json.object().put("name", server.name());
    if (structured()) {
      info.put("title", server.title());
    }
    info.put("version", server.version());
    return this == V2025_11_25 ? info.put("description", server.description()) : info;
  }

  ObjectNode describe(ToolDefinition tool) {
    ObjectNode out = Json.object().put("name", tool.name());
    if (structured()) {
      out.put("title", tool.title());
    }
    out.put("description", tool.description()).set("inputSchema", tool.inputSchema());
    if (structured()) {
      out.set("outputSchema", tool.outputSchema());
      return out.set("annotations", tool.annotations());
    }
    return this == V2024_11_05
        ? out
        : out.set("annotations", tool.annotations().put("title", tool.title()));
  }
}
