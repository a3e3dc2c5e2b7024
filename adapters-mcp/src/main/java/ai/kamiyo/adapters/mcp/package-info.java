/** The MCP adapter; {@link ai.kamiyo.adapters.mcp.McpAdapter} is its door. */
@NullMarked
package ai.kamiyo.adapters.mcp;

import org.jspecify.annotations.NullMarked;
