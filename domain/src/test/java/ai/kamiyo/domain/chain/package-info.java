@NullMarked
package ai.kamiyo.domain.chain;

import org.jspecify.annotations.NullMarked;
