/** The blockchains of this world and the names people give them. */
@NullMarked
package ai.kamiyo.domain.chain;

import org.jspecify.annotations.NullMarked;
