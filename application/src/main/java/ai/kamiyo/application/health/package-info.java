/** Use cases about this server's own state. */
@NullMarked
package ai.kamiyo.application.health;

import org.jspecify.annotations.NullMarked;
