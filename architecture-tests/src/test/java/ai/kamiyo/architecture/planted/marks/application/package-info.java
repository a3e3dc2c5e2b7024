/** Planted: a null-marked package. */
@NullMarked
package ai.kamiyo.architecture.planted.marks.application;

import org.jspecify.annotations.NullMarked;
