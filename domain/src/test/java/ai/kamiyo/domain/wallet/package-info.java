@NullMarked
package ai.kamiyo.domain.wallet;

import org.jspecify.annotations.NullMarked;
