package ai.kamiyo.adapters.kamiyo.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An explorer and a node on this machine, over one ledger.
 *
 * <p>Rows follow Etherscan's pages "Get Event Logs by Topics", "Get Normal Transactions by
 * Address", "Get Block Number by Timestamp" and "Common Error Messages" (docs.etherscan.io), which
 * Blockscout's "JSON RPC and ETH Compatible RPC Endpoints" (docs.blockscout.com) follows too, with
 * "No records found" and null topics of its own; the node follows the Ethereum JSON-RPC
 * specification.
 */
final class ChainServer implements AutoCloseable {
  static final String HTML = "<!doctype html><title>Just a moment...</title>SECRET-INTERNALS";
  private static final JsonMapper MAPPER = JsonMapper.shared();

  final Ledger ledger = new Ledger();
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Changes an answer before it leaves. */
  volatile UnaryOperator<String> fault = answer -> answer;

  /** How many blocks the node lets itself be asked for at once. */
  volatile long widest = Long.MAX_VALUE;

  /** What the next answers are, in their order, in place of what they would be. */
  final Queue<String> instead = new ConcurrentLinkedQueue<>();

  /** The statuses of the next answers. */
  final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

  volatile boolean batches = true;
  volatile int status = 200;
  volatile String chainId = "0x1";
  private final HttpServer http;

  ChainServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::answer);
    http.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String query = exchange.getRequestURI().getRawQuery();
    asked.add(exchange.getRequestURI() + " " + body);
    String reply = body.isEmpty() ? explorer(parameters(query == null ? "" : query)) : node(body);
    String other = instead.poll();
    byte[] bytes = (other == null ? fault.apply(reply) : other).getBytes(UTF_8);
    Integer now = statuses.poll();
    exchange.sendResponseHeaders(now == null ? status : now, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return parameters;
  }

  private String explorer(Map<String, String> p) {
    if (!p.getOrDefault("chainid", "1").equals("1")) {
      return "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Missing or unsupported chainid"
          + " parameter (required for v2 api)\"}";
    }
    String action = p.getOrDefault("action", "");
    ArrayNode rows = MAPPER.createArrayNode();
    switch (action) {
      case "eth_blockNumber" -> {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x"
            + Long.toHexString(Ledger.NEWEST)
            + "\"}";
      }
      case "eth_call" -> {
        return proxy(p.get("to") + p.get("data"));
      }
      case "getblocknobytime" -> {
        return before(Long.parseLong(p.get("timestamp")), p.containsKey("chainid"));
      }
      case "getLogs" -> {
        for (ObjectNode log : ledger.logs) {
          boolean fits =
              log.at("/topics/0").asString().equals(p.get("topic0"))
                  && log.at("/topics/1").asString().equals(p.get("topic1"))
                  && p.getOrDefault("address", log.path("address").asString())
                      .equals(log.path("address").asString())
                  && block(log) >= Long.parseLong(p.get("fromBlock"));
          if (fits) {
            ObjectNode shown = log.deepCopy();
            shown.withArray("topics").addNull();
            rows.add(shown);
          }
        }
      }
      case "txlist" -> {
        for (ObjectNode row : ledger.transactions) {
          if (row.path("blockNumber").asLong() >= Long.parseLong(p.get("startblock"))) {
            rows.add(row);
          }
        }
      }
      default -> {
        // the other lists are empty
      }
    }
    int offset = Integer.parseInt(p.getOrDefault("offset", "1000"));
    while (rows.size() > offset) {
      rows.remove(rows.size() - 1);
    }
    return rows.isEmpty()
        ? "{\"status\":\"0\",\"message\":\"No "
            + (action.equals("getLogs") ? "records" : "transactions")
            + " found\",\"result\":[]}"
        : "{\"status\":\"1\",\"message\":\"OK\",\"result\":" + rows + "}";
  }

  /** Before the first block there is none: Etherscan says so, and Blockscout counts on. */
  private static String before(long moment, boolean etherscan) {
    long at = Math.min(Ledger.NEWEST, (moment - Ledger.START) / 12);
    if (moment >= Ledger.START) {
      return "{\"status\":\"1\",\"message\":\"OK\",\"result\":\"" + at + "\"}";
    }
    return etherscan
        ? "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Error! No closest block found\"}"
        : "{\"status\":\"1\",\"message\":\"OK\",\"result\":{\"blockNumber\":\"-1\"}}";
  }

  private static long block(JsonNode log) {
    return Long.decode(log.path("blockNumber").asString());
  }

  private String proxy(String call) {
    ObjectNode reply = MAPPER.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
    called(call, reply);
    return reply.toString();
  }

  private void called(String call, ObjectNode reply) {
    String refusal = ledger.refusals.get(call);
    if (refusal == null) {
      reply.put("result", ledger.returns.getOrDefault(call, "0x"));
    } else {
      reply.putObject("error").put("code", -32000).put("message", refusal);
    }
  }

  private String node(String body) {
    JsonNode request = MAPPER.readTree(body);
    if (!request.isArray()) {
      return one(request).toString();
    }
    if (!batches) {
      return "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"no batch\"}}";
    }
    ArrayNode replies = MAPPER.createArrayNode();
    request.forEach(item -> replies.insert(0, one(item))); // in no order, as the standard allows
    return replies.toString();
  }

  private ObjectNode one(JsonNode request) {
    ObjectNode reply = MAPPER.createObjectNode().put("jsonrpc", "2.0");
    reply.set("id", request.path("id"));
    JsonNode first = request.at("/params/0");
    switch (request.path("method").asString()) {
      case "eth_chainId" -> reply.put("result", chainId);
      case "eth_blockNumber" -> reply.put("result", "0x" + Long.toHexString(Ledger.NEWEST));
      case "eth_getBlockByNumber" -> {
        long number =
            first.asString().equals("latest") ? Ledger.NEWEST : Long.decode(first.asString());
        reply
            .putObject("result")
            .put("number", "0x" + Long.toHexString(number))
            .put("timestamp", "0x" + Long.toHexString(Ledger.time(number)));
      }
      case "eth_call" -> called(first.path("to").asString() + first.path("data").asString(), reply);
      case "eth_getLogs" -> logs(first, reply);
      default -> reply.putObject("error").put("code", -32601).put("message", "no such method");
    }
    return reply;
  }

  private void logs(JsonNode filter, ObjectNode reply) {
    long from = Long.decode(filter.path("fromBlock").asString());
    long to = Long.decode(filter.path("toBlock").asString());
    if (to - from + 1 > widest) {
      reply
          .putObject("error")
          .put("code", -32005)
          .put("message", "query returned more than 10000 results SECRET-INTERNALS");
      return;
    }
    ArrayNode rows = reply.putArray("result");
    for (ObjectNode log : ledger.logs) {
      long block = block(log);
      if (block >= from && block <= to && fits(filter.path("topics"), log.path("topics"))) {
        rows.add(log);
      }
    }
  }

  private static boolean fits(JsonNode wanted, JsonNode topics) {
    for (int i = 0; i < wanted.size(); i++) {
      JsonNode any = wanted.get(i);
      String topic = topics.path(i).asString("");
      boolean fits =
          any.isNull()
              || any.asString("").equals(topic)
              || any.valueStream().anyMatch(one -> one.asString("").equals(topic));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
