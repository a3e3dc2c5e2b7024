/** Who calls, what they may do, how often, and what was done. */
@NullMarked
package ai.kamiyo.domain.access;

import org.jspecify.annotations.NullMarked;
