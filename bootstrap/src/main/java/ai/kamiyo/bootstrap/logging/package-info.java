/** What goes to stderr, and how. */
@NullMarked
package ai.kamiyo.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
