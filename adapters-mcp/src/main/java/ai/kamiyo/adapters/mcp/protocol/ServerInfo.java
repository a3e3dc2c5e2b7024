package ai.kamiyo.adapters.mcp.protocol;

/**
 * How this server introduces itself.
 *
 * @param instructions what a model should know before it uses any tool
 */
public record ServerInfo(
    String name, String title, String version, String description, String instructions) {}
