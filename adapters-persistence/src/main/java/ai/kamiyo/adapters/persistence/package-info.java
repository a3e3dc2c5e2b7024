/** Keeps what must outlive a call: usage rows, and how often each customer called. */
@NullMarked
package ai.kamiyo.adapters.persistence;

import org.jspecify.annotations.NullMarked;
