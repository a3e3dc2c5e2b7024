/** Other people's text, made fit to keep and to show. */
@NullMarked
package ai.kamiyo.domain.text;

import org.jspecify.annotations.NullMarked;
