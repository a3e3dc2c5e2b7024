/** Measures what a wallet check costs in memory. */
@NullMarked
package ai.kamiyo.adapters.kamiyo.wallet;

import org.jspecify.annotations.NullMarked;
