/** The shapes that incidents come in, and the feeds that deliver them. */
@NullMarked
package ai.kamiyo.adapters.kamiyo.feed;

import org.jspecify.annotations.NullMarked;
