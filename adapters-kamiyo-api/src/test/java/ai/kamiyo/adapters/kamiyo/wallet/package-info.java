@NullMarked
package ai.kamiyo.adapters.kamiyo.wallet;

import org.jspecify.annotations.NullMarked;
