/** What the settings promise: each value, each problem, and that no secret is seen. */
@NullMarked
package ai.kamiyo.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
