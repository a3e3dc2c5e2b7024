package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.adapters.kamiyo.search.HttpConnection.Answer;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.Filters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls of {@code search_exploits}, what ours answers them, and what bare Lucene is to do. */
final class HttpCalls {
  static final JsonMapper JSON = JsonMapper.shared();

  /** All ids have as many digits, so that an answer is as long with one as with the other. */
  static final int FIRST_ID = 1_000_000;

  /** As Lucene prints a term of which similar ones are looked up. */
  private static final Pattern FUZZY = Pattern.compile("\\w~[12]");

  private static final String ID = "\"id\":";

  private final List<Call> calls = new ArrayList<>();

  /**
   * One of them.
   *
   * @param before what is answered, up to the digits of the id
   * @param after the rest
   */
  record Call(ObjectNode arguments, BareLucene.Parsed parsed, byte[] before, byte[] after) {
    String request(int id) {
      ObjectNode request = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id);
      request.put("method", "tools/call");
      request.putObject("params").put("name", "search_exploits").set("arguments", arguments);
      return request.toString();
    }

    int length() {
      return before.length + Integer.toString(FIRST_ID).length() + after.length;
    }

    /** What ours answers, as a client reads it. */
    JsonNode result() {
      String text =
          new String(before, StandardCharsets.UTF_8)
              + FIRST_ID
              + new String(after, StandardCharsets.UTF_8);
      int data = text.indexOf("data: ") + "data: ".length();
      return JSON.readTree(text.substring(data, text.indexOf('\n', data))).path("result");
    }
  }

  /**
   * Asks ours each; fails if bare Lucene does not find as many.
   *
   * @param exact leaves out those with words that are not recorded, for which similar ones are
   *     looked up
   */
  HttpCalls(List<Exploit> exploits, BareLucene bare, HttpConnection ours, boolean exact)
      throws IOException {
    for (ExploitQuery query : Queries.over(new ExploitIndex(exploits))) {
      boolean fuzzy = FUZZY.matcher(bare.parsed(query).query().toString()).find();
      if (query.cursor().isEmpty() && !(exact && fuzzy)) {
        add(query, bare, ours);
      }
    }
  }

  private void add(ExploitQuery query, BareLucene bare, HttpConnection ours) throws IOException {
    BareLucene.Parsed parsed = bare.parsed(query);
    Call asked = new Call(arguments(query), parsed, new byte[0], new byte[0]);
    Answer answer = ours.post(asked.request(FIRST_ID));
    String text = answer.text();
    int id = text.indexOf(ID + FIRST_ID) + ID.length();
    Call call =
        new Call(
            asked.arguments(),
            parsed,
            text.substring(0, id).getBytes(StandardCharsets.UTF_8),
            text.substring(id + Integer.toString(FIRST_ID).length())
                .getBytes(StandardCharsets.UTF_8));
    long theirs = bare.search(parsed).count();
    JsonNode total = call.result().path("structuredContent").path("total_matching");
    if (!total.isNumber() || total.longValue() != theirs) {
      throw new IllegalStateException("%s: %d and %s".formatted(query, theirs, text));
    }
    calls.add(call);
  }

  private static ObjectNode arguments(ExploitQuery query) {
    Filters filters = query.filters();
    ObjectNode arguments = JSON.createObjectNode().put("limit", query.limit());
    filters.text().ifPresent(text -> arguments.put("query", text));
    filters.protocol().ifPresent(protocol -> arguments.put("protocol", protocol));
    filters.chain().map(Chain::name).ifPresent(chain -> arguments.put("chain", chain));
    filters.dates().since().ifPresent(since -> arguments.put("since", since.toString()));
    filters.minLoss().ifPresent(usd -> arguments.put("min_loss_usd", usd.cents() / 100));
    query.groupBy().ifPresent(by -> arguments.put("group_by", by.label()));
    return arguments.put("sort", query.sort().label());
  }

  List<Call> all() {
    return calls;
  }

  /** The one whose answer is neither short nor long. */
  Call typical() {
    List<Call> sorted = new ArrayList<>(calls);
    sorted.sort((one, other) -> Integer.compare(one.length(), other.length()));
    return sorted.get(sorted.size() / 2);
  }
}
