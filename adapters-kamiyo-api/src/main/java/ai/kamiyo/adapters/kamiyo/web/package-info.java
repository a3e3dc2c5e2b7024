/** Asking web servers that may be slow, broken or hostile. */
@NullMarked
package ai.kamiyo.adapters.kamiyo.web;

import org.jspecify.annotations.NullMarked;
