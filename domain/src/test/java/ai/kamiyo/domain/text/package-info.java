@NullMarked
package ai.kamiyo.domain.text;

import org.jspecify.annotations.NullMarked;
