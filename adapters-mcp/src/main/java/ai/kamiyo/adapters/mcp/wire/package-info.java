/** JSON and text as they cross the border of this process. */
@NullMarked
package ai.kamiyo.adapters.mcp.wire;

import org.jspecify.annotations.NullMarked;
