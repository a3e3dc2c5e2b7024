/** The rules of the house, and tests that each of them bites. */
@NullMarked
package ai.kamiyo.architecture;

import org.jspecify.annotations.NullMarked;
