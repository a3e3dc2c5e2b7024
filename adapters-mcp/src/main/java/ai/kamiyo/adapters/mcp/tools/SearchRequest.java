package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.domain.exploit.ExploitQuery;
import java.util.List;

/**
 * A search as it was understood.
 *
 * @param query the query, its limit already reduced to what a page of this format holds
 * @param limit as the caller asked for it
 * @param notes on how arguments were understood
 */
record SearchRequest(ExploitQuery query, ResponseFormat format, int limit, List<String> notes) {
  SearchRequest {
    notes = List.copyOf(notes);
  }
}
