/** Use cases about what was sold. */
@NullMarked
package ai.kamiyo.application.billing;

import org.jspecify.annotations.NullMarked;
