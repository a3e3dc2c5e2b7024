/** Every setting of the server: read once, checked together, typed, and silent about secrets. */
@NullMarked
package ai.kamiyo.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
