package ai.kamiyo.architecture.planted.surface.adapters.mcp;

/** Planted: settings that are no record. */
public interface McpSettings {}
