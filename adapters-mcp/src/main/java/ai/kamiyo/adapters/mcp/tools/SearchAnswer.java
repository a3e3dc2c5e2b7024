package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.adapters.mcp.catalog.ToolResult;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.application.exploit.SearchExploits.Found;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.ExploitPage;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.Filters;
import ai.kamiyo.domain.exploit.Group;
import ai.kamiyo.domain.text.PlainText;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a found page as the answer of {@code search_exploits}, small enough to be read. */
final class SearchAnswer {
  /** 8,000 tokens as a model counts: the estimate runs a tenth too high. */
  private static final int MAX_ESTIMATE = 8_800;

  private static final int MAX_ECHO = 500;
  private static final int MAX_KEY = 80;

  private final CursorCodec cursors;
  private final SearchRequest request;
  private final Found found;

  SearchAnswer(CursorCodec cursors, SearchRequest request, Found found) {
    this.cursors = cursors;
    this.request = request;
    this.found = found;
  }

  /** The fullest answer that stays within the budget. */
  ToolResult write() {
    Iterator<Extent> ladder = Extent.ladder(request.format()).iterator();
    ToolResult result = ToolResult.answer(body(ladder.next(), false));
    while (Tokens.estimate(result.json()) > MAX_ESTIMATE && ladder.hasNext()) {
      result = ToolResult.answer(body(ladder.next(), true));
    }
    return result;
  }

  private ObjectNode body(Extent extent, boolean shortened) {
    ExploitPage page = found.page();
    ObjectNode out = Json.object();
    ArrayNode exploits = out.putArray("exploits");
    ExploitJson writer = new ExploitJson(extent);
    page.exploits().forEach(exploit -> exploits.add(writer.of(exploit)));
    out.put("total_matching", page.totalMatching());
    out.set("total_loss_usd", ExploitJson.usd(page.totalLoss()));
    out.put("returned", page.exploits().size());
    if (!SearchNotes.ended(request, found)) {
      page.next().ifPresent(next -> out.put("next_cursor", cursors.write(next)));
    }
    if (request.query().groupBy().isPresent()) {
      groups(out.putArray("groups"), page.groups());
    }
    out.set("filters", filters());
    out.put("window_covered", page.windowCovered());
    out.putObject("tier")
        .put("name", found.tier().label())
        .put("max_results", found.tier().maxResults());
    out.set("data", data(page.data()));
    notes(out, shortened);
    return out;
  }

  private void notes(ObjectNode out, boolean shortened) {
    ArrayNode notes = out.putArray("notes");
    SearchNotes.of(request, found).forEach(notes::add);
    if (shortened) {
      notes.add(
          "Texts and lists were shortened to keep the answer small; a lower limit shows more.");
    }
    if (notes.isEmpty()) {
      out.remove("notes");
    }
  }

  private static void groups(ArrayNode out, List<Group> groups) {
    for (Group group : groups) {
      out.addObject()
          .put("key", PlainText.of(group.key(), MAX_KEY))
          .put("count", group.count())
          .set("loss_usd", ExploitJson.usd(group.loss()));
    }
  }

  /** The query as it was understood and carried out. */
  private ObjectNode filters() {
    ExploitQuery query = request.query();
    Filters filters = query.filters();
    ObjectNode out = Json.object();
    put(out, "query", filters.text().map(text -> PlainText.of(text, MAX_ECHO)));
    put(out, "since", filters.dates().since());
    put(out, "until", filters.dates().until());
    put(out, "updated_since", filters.updatedSince());
    filters.chain().ifPresent(chain -> out.set("chain", chain(chain)));
    put(out, "protocol", filters.protocol().map(text -> PlainText.of(text, MAX_ECHO)));
    filters.minLoss().ifPresent(usd -> out.set("min_loss_usd", ExploitJson.usd(usd)));
    put(out, "root_cause", filters.rootCause().map(cause -> cause.label()));
    put(out, "flag", filters.flag().map(flag -> flag.label()));
    put(out, "min_status", filters.minStatus().map(status -> status.label()));
    out.put("sort", query.sort().label());
    out.put("limit", Math.min(query.limit(), found.tier().maxResults()));
    put(out, "group_by", query.groupBy().map(grouping -> grouping.label()));
    return out.put("response_format", request.format().label());
  }

  private static void put(ObjectNode out, String key, Optional<?> value) {
    value.ifPresent(v -> out.put(key, v.toString()));
  }

  private static ObjectNode chain(Chain chain) {
    ObjectNode out = Json.object().put("name", chain.name());
    chain.caip2().ifPresent(id -> out.put("caip2", id));
    return out;
  }

  static ObjectNode data(DataStatus data) {
    ObjectNode out = Json.object().put("as_of", data.asOf().map(Object::toString).orElse(null));
    ArrayNode feeds = out.putArray("feeds");
    data.feeds().stream().map(FeedStatus::name).forEach(feeds::add);
    return out.put("incidents", data.exploits()).put("stale", data.stale());
  }
}
