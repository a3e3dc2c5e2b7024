/** Lists of addresses and evidence from chains: what wallet checks are made of. */
@NullMarked
package ai.kamiyo.adapters.kamiyo.wallet;

import org.jspecify.annotations.NullMarked;
