package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.domain.access.AccessToken;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * How one client is told of this server.
 *
 * @param id names it within the page
 * @param where the text belongs
 */
record ClientSetup(String id, String client, String where, String text) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final String NAME = "kamiyo";

  static List<ClientSetup> all(String publicUrl, AccessToken token) {
    String url = publicUrl + "/mcp";
    String bearer = "Bearer " + token.reveal();
    return List.of(
        new ClientSetup(
            "claude-code",
            "Claude Code",
            "Run:",
            "claude mcp add --transport http %s %s --header \"Authorization: %s\""
                .formatted(NAME, url, bearer)),
        new ClientSetup(
            "cursor", "Cursor", "In .cursor/mcp.json:", named("mcpServers", remote(url, bearer))),
        new ClientSetup("vscode", "VS Code", "In .vscode/mcp.json:", vscode(url, bearer)));
  }

  private static String named(String servers, JsonObject server) {
    JsonObject named = new JsonObject();
    named.add(NAME, server);
    JsonObject all = new JsonObject();
    all.add(servers, named);
    return GSON.toJson(all);
  }

  private static JsonObject remote(String url, String bearer) {
    JsonObject headers = new JsonObject();
    headers.addProperty("Authorization", bearer);
    JsonObject server = new JsonObject();
    server.addProperty("url", url);
    server.add("headers", headers);
    return server;
  }

  private static String vscode(String url, String bearer) {
    JsonObject server = new JsonObject();
    server.addProperty("type", "http");
    remote(url, bearer).asMap().forEach(server::add);
    return named("servers", server);
  }
}
