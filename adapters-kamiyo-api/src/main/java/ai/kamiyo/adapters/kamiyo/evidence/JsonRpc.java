package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An Ethereum node, asked in batches over JSON-RPC; one that takes no batches, one by one. */
final class JsonRpc implements EthCalls {
  private static final int BATCH = 40;
  private static final int TRIES = 3;
  private static final long PAUSE_MILLIS = 400;
  private static final Pattern TOO_OFTEN =
      Pattern.compile("rate.?limit|per second|too many requests|throughput|compute units");
  private static final Pattern TOO_MUCH =
      Pattern.compile(
          "too many|too large|too wide|more than|exceed|limit|range|response size|timed? ?out"
              + "|returned more|reduce");

  private final String name;
  private final String setting;
  private final URI address;
  private final WebServer server;
  private final JsonMapper mapper = JsonMapper.shared();
  private volatile boolean oneByOne;

  /**
   * A node that is not asked yet.
   *
   * @param setting the one that names it, for messages
   */
  JsonRpc(String name, String setting, URI address, WebServer server) {
    this.name = name;
    this.setting = setting;
    this.address = address;
    this.server = server;
  }

  /** A method and its parameters. */
  record Request(String method, ArrayNode params) {}

  /** What came of a request. */
  sealed interface Reply {
    /** It worked. */
    record Result(JsonNode value) implements Reply {}

    /** There would be too much to answer: less may be asked for. */
    record TooMuch() implements Reply {}

    /** The node refuses it, for a reason of the contract's or of its own; told to nobody. */
    record Refused(long code, String message) implements Reply {}
  }

  /** What came of each request, in their order. */
  List<Reply> ask(List<Request> requests) throws WebFailure, InterruptedException {
    List<Reply> replies = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += BATCH) {
      replies.addAll(batch(requests.subList(from, Math.min(requests.size(), from + BATCH))));
    }
    return replies;
  }

  /** The result of the one request; a refusal is a failure. */
  JsonNode one(String method, ArrayNode params) throws WebFailure, InterruptedException {
    if (batch(List.of(new Request(method, params))).getFirst() instanceof Reply.Result(var v)) {
      return v;
    }
    throw new WebFailure(Kind.REFUSAL, name + " refuses " + method + " (" + setting + ")");
  }

  private List<Reply> batch(List<Request> requests) throws WebFailure, InterruptedException {
    if (oneByOne && requests.size() > 1) {
      List<Reply> replies = new ArrayList<>();
      for (Request request : requests) {
        replies.addAll(batch(List.of(request)));
      }
      return replies;
    }
    for (int attempt = 1; ; attempt++) {
      JsonNode answer = sent(requests);
      if (requests.size() > 1 && !answer.isArray()) {
        oneByOne = true;
        return batch(requests);
      }
      Map<Integer, JsonNode> byId = new HashMap<>();
      (answer.isArray() ? answer : mapper.createArrayNode().add(answer))
          .forEach(item -> byId.put(item.path("id").asInt(-1), item));
      boolean tooOften = byId.values().stream().anyMatch(JsonRpc::tooOften);
      if (!tooOften) {
        return replies(requests, byId);
      }
      if (attempt == TRIES) {
        throw new WebFailure(
            Kind.BUSY, name + " is asked too often; one with a higher limit, in " + setting);
      }
      Thread.sleep(PAUSE_MILLIS * attempt);
    }
  }

  private List<Reply> replies(List<Request> requests, Map<Integer, JsonNode> byId)
      throws WebFailure {
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      JsonNode item = byId.get(i);
      if (item == null || (!item.has("result") && !item.has("error"))) {
        throw new WebFailure(Kind.REFUSAL, name + " answers something else than was asked");
      }
      replies.add(reply(item));
    }
    return replies;
  }

  private static Reply reply(JsonNode item) {
    JsonNode error = item.path("error");
    if (error.isMissingNode() || error.isNull()) {
      return new Reply.Result(item.path("result"));
    }
    long code = error.path("code").asLong(0);
    String message = message(error);
    boolean reverted = Outcome.refused(code, message) instanceof Outcome.Reverted;
    return !reverted && (code == -32005 || TOO_MUCH.matcher(message).find())
        ? new Reply.TooMuch()
        : new Reply.Refused(code, message);
  }

  private static boolean tooOften(JsonNode item) {
    JsonNode error = item.path("error");
    return error.isObject()
        && (error.path("code").asInt(0) == 429 || TOO_OFTEN.matcher(message(error)).find());
  }

  private static String message(JsonNode error) {
    String message = error.path("message").asString("");
    return message.substring(0, Math.min(message.length(), 300)).toLowerCase(Locale.ROOT);
  }

  private JsonNode sent(List<Request> requests) throws WebFailure, InterruptedException {
    ArrayNode batch = mapper.createArrayNode();
    for (int i = 0; i < requests.size(); i++) {
      ObjectNode request = batch.addObject().put("jsonrpc", "2.0").put("id", i);
      request.put("method", requests.get(i).method()).set("params", requests.get(i).params());
    }
    JsonNode body = requests.size() == 1 ? batch.get(0) : batch;
    byte[] answer = server.posted(address, mapper.writeValueAsBytes(body));
    try {
      JsonNode json = mapper.readTree(answer);
      if (json.isObject() || json.isArray()) {
        return json;
      }
    } catch (JacksonException notJson) {
      // told below
    }
    throw new WebFailure(
        Kind.REFUSAL,
        name + " answers something else than JSON; is it the node's address in " + setting + "?");
  }

  @Override
  public int atOnce() {
    return BATCH;
  }

  @Override
  public List<Outcome> results(List<Call> calls) throws WebFailure, InterruptedException {
    List<Request> requests = new ArrayList<>();
    for (Call call : calls) {
      ArrayNode params = mapper.createArrayNode();
      params.addObject().put("to", call.to().key()).put("data", call.data());
      params.add("latest");
      requests.add(new Request("eth_call", params));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Reply reply : ask(requests)) {
      outcomes.add(
          switch (reply) {
            case Reply.Result(JsonNode value) -> Outcome.of(value.asString(""));
            case Reply.TooMuch() -> new Outcome.Unanswered();
            case Reply.Refused(long code, String message) -> Outcome.refused(code, message);
          });
    }
    return outcomes;
  }
}
