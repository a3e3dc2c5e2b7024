/** Measures what it costs to know a token's holder. */
@NullMarked
package ai.kamiyo.adapters.billing;

import org.jspecify.annotations.NullMarked;
