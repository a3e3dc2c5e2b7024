/** Counting calls in aligned windows. */
@NullMarked
package ai.kamiyo.adapters.persistence.limit;

import org.jspecify.annotations.NullMarked;
