package ai.kamiyo.domain.access;

import java.time.Duration;
import java.time.LocalDate;

/**
 * The calls of one UTC day that went to one tool and ended in one way.
 *
 * @param tool its name on the wire, as it was recorded
 * @param outcome the label of a {@link ToolUse.Outcome}, as it was recorded
 * @param median half of the calls took at most this long
 * @param p95 so did 95 of 100
 */
public record UsageTotal(
    LocalDate day, String tool, String outcome, long calls, Duration median, Duration p95) {}
