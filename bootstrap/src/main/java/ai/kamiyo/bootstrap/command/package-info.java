/** The operator's commands. */
@NullMarked
package ai.kamiyo.bootstrap.command;

import org.jspecify.annotations.NullMarked;
