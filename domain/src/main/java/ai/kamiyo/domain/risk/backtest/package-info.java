/** The risk model put to the test of what happened. */
@NullMarked
package ai.kamiyo.domain.risk.backtest;

import org.jspecify.annotations.NullMarked;
