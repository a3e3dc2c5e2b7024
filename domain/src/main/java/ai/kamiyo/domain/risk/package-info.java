/** The risk of protocols: what is recorded, and what is to be expected, told apart. */
@NullMarked
package ai.kamiyo.domain.risk;

import org.jspecify.annotations.NullMarked;
