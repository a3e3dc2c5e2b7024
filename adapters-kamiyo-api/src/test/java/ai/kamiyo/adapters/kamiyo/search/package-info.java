@NullMarked
package ai.kamiyo.adapters.kamiyo.search;

import org.jspecify.annotations.NullMarked;
