package ai.kamiyo.architecture.planted.surface.adapters.mcp;

import ai.kamiyo.architecture.planted.surface.adapters.mcp.wire.Needed;

/** Planted: a door. */
public interface McpAdapter {
  Needed needed();
}
