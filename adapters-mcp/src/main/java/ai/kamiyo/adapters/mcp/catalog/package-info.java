/**
 * What this server offers, tools, resources and prompts: one definition each, read by every engine
 * and by the documentation.
 */
@NullMarked
package ai.kamiyo.adapters.mcp.catalog;

import org.jspecify.annotations.NullMarked;
