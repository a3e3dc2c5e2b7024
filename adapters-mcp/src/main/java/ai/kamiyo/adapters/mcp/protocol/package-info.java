/** MCP itself, free of any transport. */
@NullMarked
package ai.kamiyo.adapters.mcp.protocol;

import org.jspecify.annotations.NullMarked;
