/** Measures the search, beside the classes it is made of. */
@NullMarked
package ai.kamiyo.adapters.kamiyo.search;

import org.jspecify.annotations.NullMarked;
