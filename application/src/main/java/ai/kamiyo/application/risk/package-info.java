/** Use cases about the risk of protocols. */
@NullMarked
package ai.kamiyo.application.risk;

import org.jspecify.annotations.NullMarked;
