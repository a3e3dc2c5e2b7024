@NullMarked
package ai.kamiyo.application.health;

import org.jspecify.annotations.NullMarked;
