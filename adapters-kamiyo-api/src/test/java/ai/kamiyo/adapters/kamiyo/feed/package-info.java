@NullMarked
package ai.kamiyo.adapters.kamiyo.feed;

import org.jspecify.annotations.NullMarked;
