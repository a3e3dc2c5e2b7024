/** The state of the parts a server depends on. */
@NullMarked
package ai.kamiyo.domain.health;

import org.jspecify.annotations.NullMarked;
