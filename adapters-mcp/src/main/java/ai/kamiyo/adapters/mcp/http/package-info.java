/**
 * MCP over HTTP: what a request must be to get in, and the SDK's sessions and streams behind that.
 */
@NullMarked
package ai.kamiyo.adapters.mcp.http;

import org.jspecify.annotations.NullMarked;
