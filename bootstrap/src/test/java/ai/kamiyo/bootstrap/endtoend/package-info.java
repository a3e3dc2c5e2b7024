/** The running program as a stranger meets it: its commands, its pipes and its folder, no more. */
@NullMarked
package ai.kamiyo.bootstrap.endtoend;

import org.jspecify.annotations.NullMarked;
