/** What was used. */
@NullMarked
package ai.kamiyo.application.usage;

import org.jspecify.annotations.NullMarked;
