/** The older transport, HTTP with SSE, for agents in the field; nothing else depends on it. */
@NullMarked
package ai.kamiyo.adapters.mcp.sse;

import org.jspecify.annotations.NullMarked;
