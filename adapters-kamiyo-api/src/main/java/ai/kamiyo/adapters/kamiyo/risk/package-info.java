/** The risk of protocols, from the replica's facts. */
@NullMarked
package ai.kamiyo.adapters.kamiyo.risk;

import org.jspecify.annotations.NullMarked;
