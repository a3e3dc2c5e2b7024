package ai.kamiyo.adapters.mcp.catalog;

/** Where a refused caller can turn to. */
public record Links(String upgradeUrl, String supportUrl) {}
