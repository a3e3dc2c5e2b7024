/** One file for each kind of resource. */
@NullMarked
package ai.kamiyo.adapters.mcp.resources;

import org.jspecify.annotations.NullMarked;
