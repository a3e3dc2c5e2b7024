/** Where incidents come from and how they are found: the door is {@code KamiyoAdapter}. */
@NullMarked
package ai.kamiyo.adapters.kamiyo;

import org.jspecify.annotations.NullMarked;
