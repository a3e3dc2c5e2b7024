/** One file per prompt. */
@NullMarked
package ai.kamiyo.adapters.mcp.prompts;

import org.jspecify.annotations.NullMarked;
