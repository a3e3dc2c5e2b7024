package ai.kamiyo.adapters.mcp.catalog;

/**
 * Everything this server offers, for every engine and for the documentation. Thread-safe; its parts
 * are made when they are first asked for, so that a handshake does not wait for them.
 */
public record Catalog(
    ToolCatalog tools, ResourceCatalog resources, PromptCatalog prompts, Vocabulary vocabulary) {}
