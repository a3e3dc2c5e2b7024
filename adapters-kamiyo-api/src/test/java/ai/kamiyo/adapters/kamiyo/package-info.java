@NullMarked
package ai.kamiyo.adapters.kamiyo;

import org.jspecify.annotations.NullMarked;
