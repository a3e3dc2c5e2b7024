/** Reading chains for what a wallet did, through explorers and nodes. */
@NullMarked
package ai.kamiyo.adapters.kamiyo.evidence;

import org.jspecify.annotations.NullMarked;
