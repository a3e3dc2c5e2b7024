/** One file per tool: its schema and its translation side by side. */
@NullMarked
package ai.kamiyo.adapters.mcp.tools;

import org.jspecify.annotations.NullMarked;
