package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.application.exploit.SearchExploits.Found;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.exploit.ExploitPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentences that keep an answer from being misread. */
final class SearchNotes {
  private SearchNotes() {}

  static List<String> of(SearchRequest request, Found found) {
    List<String> notes = new ArrayList<>(request.notes());
    limits(notes, request, found);
    ExploitPage page = found.page();
    if (page.partialMatch()) {
      notes.add("No exploit holds all words of the query; these hold only some of them.");
    }
    if (!page.windowCovered()) {
      String asOf = page.data().asOf().map(Object::toString).orElse("no day at all");
      notes.add(
          String.format(
              Locale.ROOT,
              "The window reaches beyond %s, where the data end: absence after that day proves"
                  + " nothing.",
              asOf));
    }
    if (page.totalMatching() == 0) {
      notes.add("No recorded exploit matches. That is not evidence of safety.");
    }
    if (page.data().stale()) {
      notes.add("A live feed is older than allowed; health_check names it.");
    }
    return notes;
  }

  private static void limits(List<String> notes, SearchRequest request, Found found) {
    Tier tier = found.tier();
    int held = request.format().maxPage();
    if (request.limit() > tier.maxResults()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "limit %d was reduced: the tier %s gives %d exploits over all pages of one query.",
              request.limit(),
              tier.label(),
              tier.maxResults()));
    }
    if (Math.min(request.limit(), tier.maxResults()) > held) {
      notes.add(
          String.format(
              Locale.ROOT,
              "A %s page holds at most %d exploits; pass next_cursor for more.",
              request.format().label(),
              held));
    }
    long beyond = found.page().totalMatching() - served(request, found);
    if (ended(request, found) && beyond > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Results end here, at the tier's cap of %d, although %d more match; totals%s cover"
                  + " them all. Narrow the filters to see others.",
              tier.maxResults(),
              beyond,
              found.query().groupBy().isPresent() ? " and groups" : ""));
    }
  }

  /** Whether the tier's cap is reached, so that there is no further page whatever matches. */
  static boolean ended(SearchRequest request, Found found) {
    return served(request, found) >= found.tier().maxResults();
  }

  private static int served(SearchRequest request, Found found) {
    return request.query().served() + found.page().exploits().size();
  }
}
