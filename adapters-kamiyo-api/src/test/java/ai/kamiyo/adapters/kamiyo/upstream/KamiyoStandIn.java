package ai.kamiyo.adapters.kamiyo.upstream;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The KAMIYO API as it really behaves: its paging, filters, totals, validation and paywall. Rows
 * are served newest first.
 */
public final class KamiyoStandIn extends StandIn {
  private final List<ObjectNode> rows = new ArrayList<>();
  private final Map<Integer, Runnable> afterPages = new ConcurrentHashMap<>();
  private volatile boolean paywall = true;
  private volatile boolean olderHealth;

  private KamiyoStandIn(List<? extends JsonNode> rows) {
    rows.forEach(row -> this.rows.add(row.deepCopy().asObject()));
    sort();
  }

  /** Serves the rows of this file, an array. */
  public static KamiyoStandIn of(Path file) {
    return new KamiyoStandIn(List.copyOf(Reply.MAPPER.readTree(file).values()));
  }

  /** Serves these rows, in anything that Jackson can write. */
  public static KamiyoStandIn of(List<?> rows) {
    return new KamiyoStandIn(
        rows.stream().map(row -> Reply.MAPPER.<JsonNode>valueToTree(row)).toList());
  }

  /** Whoever comes without credentials is served, too. */
  public KamiyoStandIn withoutPaywall() {
    paywall = false;
    return this;
  }

  /** {@code /health} has its older shape. */
  public KamiyoStandIn olderHealth() {
    olderHealth = true;
    return this;
  }

  public synchronized KamiyoStandIn add(Object row) {
    rows.add(Reply.MAPPER.<JsonNode>valueToTree(row).asObject());
    sort();
    return this;
  }

  /** Changes the row of this id. */
  public synchronized void edit(int id, Consumer<ObjectNode> change) {
    rows.stream().filter(row -> row.path("id").asInt() == id).forEach(change);
    sort();
  }

  public synchronized void delete(int id) {
    rows.removeIf(row -> row.path("id").asInt() == id);
  }

  public synchronized int size() {
    return rows.size();
  }

  /** Does this once, when the page of this number has been put together for the first caller. */
  public void afterPage(int page, Runnable deed) {
    afterPages.put(page, deed);
  }

  @Override
  Reply reply(Received request) {
    if (!request.method().equals("GET")) {
      return Reply.json(405, Map.of("detail", "Method Not Allowed"));
    }
    return switch (request.path()) {
      case "/exploits" -> exploits(request);
      case "/health" -> health();
      case "/ready" ->
          Reply.json(200, Map.of("status", "ready", "database", "connected", "redis", "connected"));
      case "/stats" -> stats(request);
      case "/chains" -> chains();
      default -> Reply.json(404, Map.of("error", "Not Found", "detail", "Not Found"));
    };
  }

  private Reply exploits(Received request) {
    if (paywall && request.header("Authorization").filter(a -> a.startsWith("Bearer ")).isEmpty()) {
      return Faults.paymentRequired("/exploits");
    }
    Parameters parameters = new Parameters(request.parameters());
    int page = (int) parameters.number("page", 1, 10_000, 1);
    int size = (int) parameters.number("page_size", 1, 500, 100);
    double least = parameters.amount("min_amount");
    String chain = parameters.text("chain", 100);
    String protocol = parameters.text("protocol", 100);
    if (parameters.refusal().isPresent()) {
      return parameters.refusal().get();
    }
    Reply reply = page(page, size, chain, protocol, least);
    Runnable deed = afterPages.remove(page);
    if (deed != null) {
      deed.run();
    }
    return reply;
  }

  /** The protocol is looked for on the page only, and the total knows no filter. */
  private synchronized Reply page(int page, int size, String chain, String protocol, double least) {
    long offset = (page - 1L) * size;
    List<ObjectNode> data =
        rows.stream()
            .filter(row -> chain.isEmpty() || row.path("chain").asString("").equals(chain))
            .filter(row -> least <= 0 || row.path("amount_usd").asDouble(0) >= least)
            .skip(offset)
            .limit(size)
            .filter(row -> protocol.isEmpty() || names(row, protocol))
            .toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("data", data);
    answer.put("total", rows.size());
    answer.put("page", page);
    answer.put("page_size", size);
    answer.put("has_more", offset + data.size() < rows.size());
    return Reply.json(200, answer);
  }

  private static boolean names(ObjectNode row, String protocol) {
    return row.path("protocol")
        .asString("")
        .toLowerCase(Locale.ROOT)
        .contains(protocol.toLowerCase(Locale.ROOT));
  }

  private synchronized Reply health() {
    if (!olderHealth) {
      return Reply.json(
          200, Map.of("status", "healthy", "timestamp", "2025-11-20T10:00:00", "version", "1.0.0"));
    }
    return Reply.json(
        200,
        Map.of(
            "status",
            "healthy",
            "database_exploits",
            rows.size(),
            "tracked_chains",
            counts().size(),
            "active_sources",
            1,
            "total_sources",
            2,
            "sources",
            List.of(Map.of("name", "defillama", "is_active", true)),
            "timestamp",
            "2025-11-20T10:00:00"));
  }

  private synchronized Reply stats(Received request) {
    Parameters parameters = new Parameters(request.parameters());
    int days = (int) parameters.number("days", 1, 365, 1);
    if (parameters.refusal().isPresent()) {
      return parameters.refusal().get();
    }
    String since = LocalDateTime.now(ZoneOffset.UTC).minusDays(days).toString();
    List<ObjectNode> period =
        rows.stream()
            .filter(row -> row.path("timestamp").asString("").compareTo(since) >= 0)
            .toList();
    return Reply.json(
        200,
        Map.of(
            "total_exploits", period.size(),
            "total_loss_usd",
                period.stream().mapToDouble(row -> row.path("amount_usd").asDouble(0)).sum(),
            "chains_affected", period.stream().map(row -> row.path("chain")).distinct().count(),
            "protocols_affected",
                period.stream().map(row -> row.path("protocol")).distinct().count(),
            "period_days", days));
  }

  private synchronized Reply chains() {
    List<Map<String, Object>> chains =
        counts().entrySet().stream()
            .map(each ->
                Map.<String, Object>of("chain", each.getKey(), "exploit_count", each.getValue()))
            .toList();
    return Reply.json(200, Map.of("total_chains", chains.size(), "chains", chains));
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    rows.forEach(row -> counts.merge(row.path("chain").asString("Unknown"), 1, Integer::sum));
    return counts;
  }

  private void sort() {
    rows.sort(comparing(row -> row.path("timestamp").asString(""), reverseOrder()));
  }
}
