/** The door: tokens, and what is sold. */
@NullMarked
package ai.kamiyo.adapters.billing;

import org.jspecify.annotations.NullMarked;
