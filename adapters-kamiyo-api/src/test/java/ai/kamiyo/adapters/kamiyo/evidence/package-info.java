@NullMarked
package ai.kamiyo.adapters.kamiyo.evidence;

import org.jspecify.annotations.NullMarked;
