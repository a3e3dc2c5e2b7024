@NullMarked
package ai.kamiyo.adapters.kamiyo.replica;

import org.jspecify.annotations.NullMarked;
