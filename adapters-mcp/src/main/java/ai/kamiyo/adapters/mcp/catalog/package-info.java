/**
 * The tools this server offers: one definition each, read by every engine and by the documentation.
 */
@NullMarked
package ai.kamiyo.adapters.mcp.catalog;

import org.jspecify.annotations.NullMarked;
