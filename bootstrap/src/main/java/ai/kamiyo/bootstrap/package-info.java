/** The program: where it starts, and the one class that knows all parts. */
@NullMarked
package ai.kamiyo.bootstrap;

import org.jspecify.annotations.NullMarked;
