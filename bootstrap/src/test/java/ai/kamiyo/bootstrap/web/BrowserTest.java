package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real browser lets a page of an allowed origin talk to the server, and no other. */
class BrowserTest {
  private static final String ALLOWED = "app.example";
  private static final String FORBIDDEN = "evil.example";

  /** Needs {@code mcp} and {@code token}; fills {@code seen} step by step. */
  private static final String CONVERSATION =
      """
      const headers = {
        'Content-Type': 'application/json',
        'Accept': 'application/json, text/event-stream',
        'Authorization': 'Bearer ' + token
      };
      const post = (message, more) => fetch(mcp + '/mcp', {
        method: 'POST', headers: {...headers, ...more}, body: JSON.stringify(message)
      });
      const read = async response => {
        const text = await response.text();
        const data = text.split('\\n').filter(line => line.startsWith('data:'));
        return JSON.parse(data.length ? data[data.length - 1].substring(5) : text);
      };
      const opened = await post({jsonrpc: '2.0', id: 1, method: 'initialize', params: {
        protocolVersion: '2025-11-25', capabilities: {},
        clientInfo: {name: 'page', version: '1'}}});
      seen.opened = opened.status;
      const session = {
        'Mcp-Session-Id': opened.headers.get('Mcp-Session-Id'),
        'MCP-Protocol-Version': '2025-11-25'
      };
      seen.session = session['Mcp-Session-Id'];
      seen.server = (await read(opened)).result.serverInfo.name;
      seen.initialized =
        (await post({jsonrpc: '2.0', method: 'notifications/initialized'}, session)).status;
      const listed = await post({jsonrpc: '2.0', id: 2, method: 'tools/list'}, session);
      seen.tools = (await read(listed)).result.tools.map(tool => tool.name);
      const called = await post({jsonrpc: '2.0', id: 3, method: 'tools/call', params: {
        name: 'search_exploits', arguments: {query: 'Eular', limit: 1}}}, session);
      seen.found = (await read(called)).result.structuredContent.exploits[0].id;
      const refused = await post({jsonrpc: '2.0', id: 4, method: 'ping'},
        {...session, 'Authorization': 'Bearer nonsense'});
      seen.refused = refused.status;
      seen.challenge = refused.headers.get('WWW-Authenticate');
      seen.ended =
        (await fetch(mcp + '/mcp', {method: 'DELETE', headers: {...headers, ...session}})).status;
      """;

  private static final String STREAM =
      """
      seen.stream = await new Promise(resolve => {
        const stream = new EventSource(mcp + '/sse');
        stream.addEventListener('endpoint', event => { resolve(event.data); stream.close(); });
        stream.onerror = () => { resolve('refused'); stream.close(); };
      });
      """;

  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = Served.unlimited(folder);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  private static JsonNode visit(PageServer site, String name, Served served, String script) {
    String given =
        "const mcp = %s; const token = %s;\n"
            .formatted(Json.write("http://localhost:" + served.port()), Json.write(served.token()));
    site.page(given + script);
    try (Chromium browser = Chromium.open(site.origin(name) + "/")) {
      return site.report(browser::hasEnded, browser::words);
    }
  }

  @Test
  void aPageOfAnAllowedOriginHasAWholeConversation() {
    try (PageServer site = new PageServer();
        Served served =
            Served.start(installation.with("MCP_ALLOWED_ORIGINS", site.origin(ALLOWED)))) {
      JsonNode seen = visit(site, ALLOWED, served, STREAM + CONVERSATION);
      assertThat(seen.path("failure").asString("")).as("%s", seen).isEmpty();
      assertThat(seen.path("stream").asString("")).contains("/message");
      assertThat(seen.path("opened").asInt()).isEqualTo(200);
      assertThat(seen.path("session").asString("")).isNotBlank();
      assertThat(seen.path("server").asString("")).isEqualTo("kamiyo-security");
      assertThat(seen.path("initialized").asInt()).isEqualTo(202);
      assertThat(Json.strings(seen.path("tools"))).contains("search_exploits", "health_check");
      assertThat(seen.path("found").asString("")).isEqualTo("euler-finance-2023-03-13");
      assertThat(seen.path("refused").asInt()).isEqualTo(401);
      assertThat(seen.path("challenge").asString("")).contains("resource_metadata=");
      assertThat(seen.path("ended").asInt()).isIn(200, 204);
    }
  }

  @Test
  void aPageOfAnotherOriginIsLetAtNothing() {
    try (PageServer site = new PageServer();
        Served served =
            Served.start(installation.with("MCP_ALLOWED_ORIGINS", site.origin(ALLOWED)))) {
      JsonNode seen = visit(site, FORBIDDEN, served, STREAM + CONVERSATION);
      assertThat(seen.path("stream").asString("")).isEqualTo("refused");
      assertThat(seen.path("failure").asString("")).as("%s", seen).contains("Failed to fetch");
      assertThat(Json.names(seen)).containsExactlyInAnyOrder("stream", "failure");
    }
  }

  @Test
  void aPageOnThisMachineIsAllowedWithoutBeingNamed() {
    try (PageServer site = new PageServer();
        Served served = Served.start(installation)) {
      JsonNode seen = visit(site, "127.0.0.1", served, CONVERSATION);
      assertThat(seen.path("failure").asString("")).as("%s", seen).isEmpty();
      assertThat(seen.path("found").asString("")).isEqualTo("euler-finance-2023-03-13");
      JsonNode foreign = visit(site, FORBIDDEN, served, CONVERSATION);
      assertThat(foreign.path("failure").asString("")).contains("Failed to fetch");
    }
  }
}
