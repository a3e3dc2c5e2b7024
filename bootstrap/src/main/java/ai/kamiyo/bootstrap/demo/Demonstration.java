package ai.kamiyo.bootstrap.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An agent's short session with the server over real stdio, told to a person. */
public final class Demonstration {
  private final JsonMapper mapper = JsonMapper.shared();
  private final PrintWriter out;
  private final Function<String, String> bold;

  /**
   * A demonstration to this output.
   *
   * @param bold how a heading is set off there
   */
  public Demonstration(PrintWriter out, Function<String, String> bold) {
    this.out = out;
    this.bold = bold;
  }

  /** Holds the session; throws if any of it goes wrong. */
  public void run() throws IOException, InterruptedException {
    try (ServerProcess server = new ServerProcess()) {
      hello(server);
      JsonNode health = call(server, "health_check", mapper.createObjectNode());
      health(health);
      search(server, "What were the largest?", arguments("sort", "largest_loss").put("limit", 5));
      search(
          server,
          "A typo is forgiven: \"axie brigde 2022\"",
          arguments("query", "axie brigde 2022").put("limit", 1));
      search(
          server,
          "Flash loans since 2024, by root cause",
          arguments("query", "flash loan")
              .put("since", "2024-01-01")
              .put("group_by", "root_cause")
              .put("limit", 3));
      risk(server, "Lido");
      risk(server, "Curve");
      risk(server, "Nosuch Protocol");
      wallet(server, "0x098B716B8Aaf21512996dC57EB0615e2383E2f96");
    }
    ClientConfiguration.print(out, bold);
  }

  private void hello(ServerProcess server) throws IOException, InterruptedException {
    long before = System.nanoTime();
    ObjectNode hello = mapper.createObjectNode().put("protocolVersion", "2025-11-25");
    hello.putObject("capabilities");
    hello.putObject("clientInfo").put("name", "kamiyo-demo").put("version", "1");
    JsonNode info = server.request("initialize", hello).path("serverInfo");
    long millis = (System.nanoTime() - before) / 1_000_000;
    server.notify("notifications/initialized");
    heading("An agent connects over stdio");
    out.printf(
        "%s %s answered after %d ms.%n",
        info.path("name").asString(), info.path("version").asString(), millis);
    StringBuilder tools = new StringBuilder();
    for (JsonNode tool : server.request("tools/list", mapper.createObjectNode()).path("tools")) {
      tools.append(tools.isEmpty() ? "" : ", ").append(tool.path("name").asString());
    }
    out.println("Tools: " + tools);
  }

  private void health(JsonNode health) {
    heading("health_check");
    JsonNode data = health.path("exploit_data");
    StringBuilder feeds = new StringBuilder();
    for (JsonNode feed : data.path("feeds")) {
      feeds.append(feeds.isEmpty() ? "" : ", ").append(feed.path("name").asString());
    }
    out.printf(
        "The server is %s. It knows %,d incidents, the newest of %s, from: %s.%n",
        health.path("status").asString(),
        data.path("incidents").asInt(),
        data.path("as_of").asString("no day"),
        feeds);
  }

  private void search(ServerProcess server, String question, ObjectNode arguments)
      throws IOException, InterruptedException {
    heading("search_exploits  " + question);
    out.println("arguments " + arguments);
    JsonNode answer = call(server, "search_exploits", arguments);
    out.printf(
        "%,d match, %s lost in all%n",
        answer.path("total_matching").asLong(), dollars(answer.path("total_loss_usd")));
    for (JsonNode exploit : answer.path("exploits")) {
      out.printf(
          "  %s  %-20s %10s  %-26s %s%n",
          exploit.path("date").asString(),
          exploit.path("protocol").asString(),
          dollars(exploit.path("loss_usd")),
          exploit.path("root_cause").asString(),
          exploit.path("status").asString());
    }
    for (JsonNode group : answer.path("groups")) {
      out.printf(
          "  %-28s %,5d  %10s%n",
          group.path("key").asString(),
          group.path("count").asLong(),
          dollars(group.path("loss_usd")));
    }
    answer.path("notes").forEach(note -> out.println("  note: " + note.asString()));
  }

  private void risk(ServerProcess server, String protocol)
      throws IOException, InterruptedException {
    heading("assess_protocol_risk  " + protocol);
    JsonNode answer = call(server, "assess_protocol_risk", arguments("protocol", protocol));
    JsonNode score = answer.path("risk_score");
    out.printf(
        "%s: %s, score %s, coverage %s%n",
        answer.at("/protocol/name").asString(),
        answer.path("risk_level").asString(),
        score.isNumber() ? score.asString() : "none",
        answer.path("coverage").asString());
    for (JsonNode part : answer.path("contributions")) {
      out.printf(
          "  %+4d  %-14s %s%n",
          part.path("points").asInt(),
          part.path("factor").asString(),
          part.path("value").asString());
    }
    out.println("  " + answer.path("statement").asString());
  }

  private void wallet(ServerProcess server, String address)
      throws IOException, InterruptedException {
    heading("check_wallet_interactions  Who is this?");
    ObjectNode arguments = arguments("wallet_address", address);
    out.println("arguments " + arguments);
    JsonNode answer = call(server, "check_wallet_interactions", arguments);
    out.println("verdict: " + answer.path("verdict").asString());
    for (JsonNode listing : answer.path("listings")) {
      out.printf(
          "  %-16s %-44s %-10s %s%n",
          listing.path("kind").asString(),
          listing.path("label").asString(),
          listing.path("list_date").asString(),
          listing.path("source").asString());
    }
    out.println("  " + answer.path("statement").asString());
  }

  private JsonNode call(ServerProcess server, String tool, ObjectNode arguments)
      throws IOException, InterruptedException {
    ObjectNode params = mapper.createObjectNode().put("name", tool);
    params.set("arguments", arguments);
    JsonNode result = server.request("tools/call", params);
    if (result.path("isError").asBoolean(false)) {
      throw new IOException(tool + " was refused: " + result.path("content"));
    }
    return result.path("structuredContent");
  }

  private ObjectNode arguments(String name, String value) {
    return mapper.createObjectNode().put(name, value);
  }

  private void heading(String text) {
    out.println();
    out.println(bold.apply(text));
  }

  private static String dollars(JsonNode amount) {
    if (!amount.isNumber()) {
      return "unknown";
    }
    double usd = amount.asDouble();
    return usd >= 1e9
        ? "$%.2fB".formatted(usd / 1e9)
        : usd >= 1e6 ? "$%.1fM".formatted(usd / 1e6) : "$%,.0f".formatted(usd);
  }
}
