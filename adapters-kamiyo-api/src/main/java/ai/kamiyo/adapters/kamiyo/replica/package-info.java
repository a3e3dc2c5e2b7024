/** The local copy: normalised, merged, identified, and what was kept out and why. */
@NullMarked
package ai.kamiyo.adapters.kamiyo.replica;

import org.jspecify.annotations.NullMarked;
