package ai.kamiyo.adapters.persistence.journal;

import ai.kamiyo.domain.access.ToolUse;
import java.util.List;

/**
 * Some rows of a journal, in its order.
 *
 * @param next where the following batch begins
 * @param damaged how many lines were not whole, and left out
 */
record Batch(List<ToolUse> uses, long next, int damaged) {}
