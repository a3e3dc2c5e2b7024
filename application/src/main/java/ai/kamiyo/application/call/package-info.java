/** The one door of every tool call. */
@NullMarked
package ai.kamiyo.application.call;

import org.jspecify.annotations.NullMarked;
