/** MCP over standard input and output. */
@NullMarked
package ai.kamiyo.adapters.mcp.stdio;

import org.jspecify.annotations.NullMarked;
