package ai.kamiyo.bootstrap.demo;

import ai.kamiyo.bootstrap.PrettyJson;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What to paste into a client so that it starts this server. */
final class ClientConfiguration {
  private ClientConfiguration() {}

  static void print(PrintWriter out, Function<String, String> bold) {
    List<String> command = ServerProcess.command();
    ObjectNode configuration = JsonMapper.shared().createObjectNode();
    ObjectNode server = configuration.putObject("mcpServers").putObject("kamiyo");
    server.put("command", command.getFirst());
    ArrayNode arguments = server.putArray("args");
    command.stream().skip(1).forEach(arguments::add);
    out.println();
    out.println(
        bold.apply("Use it: paste this into claude_desktop_config.json (or ~/.cursor/mcp.json)"));
    out.println(PrettyJson.writer().writeValueAsString(configuration));
    out.println();
    out.println("Claude Code: claude mcp add kamiyo -- " + String.join(" ", command));
  }
}
