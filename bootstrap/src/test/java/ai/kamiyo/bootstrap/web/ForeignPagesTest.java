package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins: the allowed ones are told so, the others and rebound names refused. */
class ForeignPagesTest {
  private static final List<String> ENDPOINTS = List.of("/mcp", "/sse", "/message");
  private static final String APP = "https://app.example";

  @TempDir static Path folder;
  private static Installation installation;
  private static Served served;

  @BeforeAll
  static void start() {
    installation = Served.unlimited(folder);
    served = Served.start(installation.with("MCP_ALLOWED_ORIGINS", APP + ",http://localhost:3000"));
  }

  @AfterAll
  static void end() {
    installation.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://app.example",
        "https://app.example.evil.example",
        "https://app.example:444",
        "https://evil.example/https://app.example",
        "http://localhost.evil.example",
        "http://localhost@evil.example",
        "http://localhost:3001",
        "file://",
        "*",
        "nonsense"
      })
  void aForeignOriginIsRefused(String origin) {
    Web.post(served.uri("/mcp"), Session.initialize(), "Origin", origin).is(403);
    Web.get(served.uri("/mcp"), "Origin", origin, "Accept", "text/event-stream").is(403);
    Web.delete(served.uri("/mcp"), "Origin", origin).is(403);
    Web.get(served.uri("/sse"), "Origin", origin).is(403);
    Web.post(served.uri("/message?sessionId=x"), Session.initialize(), "Origin", origin).is(403);
    Answer answer = Web.post(served.uri("/mcp"), Session.initialize(), "Origin", origin);
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void aTokenDoesNotMakeUpForAForeignOrigin() {
    Session session = served.session();
    session.post(Session.request(5, "tools/list", List.of()), "Origin", APP).is(200, 400);
    session.post(Session.initialize(), "Origin", "https://evil.example").is(403);
    session.ping().is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8002",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "192.168.1.1",
        "[::ffff:c0a8:101]",
        "localhost, evil.example",
        ""
      })
  void aForeignHostIsRefused(String host) {
    for (String endpoint : ENDPOINTS) {
      String method = endpoint.equals("/sse") ? "GET " : "POST ";
      try (Raw raw = Raw.to(served)) {
        raw.say(
                method
                    + endpoint
                    + " HTTP/1.1\r\nHost: "
                    + host
                    + "\r\nConnection: close\r\nContent-Type: application/json\r\nAccept: "
                    + Web.BOTH
                    + "\r\nContent-Length: 2\r\n\r\n{}")
            .answer()
            .is(400, 403, 421);
      }
    }
  }

  @Test
  void theServersOwnNamesAreNotForeign() {
    for (String host : List.of("localhost", "127.0.0.1", "localhost:" + served.port(), "[::1]")) {
      String body = Session.initialize();
      try (Raw raw = Raw.to(served)) {
        raw.say(
                "POST /mcp HTTP/1.1\r\nHost: "
                    + host
                    + "\r\nConnection: close\r\nContent-Type: application/json\r\nAccept: "
                    + Web.BOTH
                    + "\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body)
            .answer()
            .is(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {APP, "http://localhost:3000"})
  void anAllowedPageMayAskFirst(String origin) {
    for (String endpoint : ENDPOINTS) {
      Answer answer = preflight(endpoint, origin).is(200, 204);
      assertThat(answer.header("Access-Control-Allow-Origin")).contains(origin);
      assertThat(answer.list("Access-Control-Allow-Methods"))
          .contains(endpoint.equals("/sse") ? "get" : "post");
      assertThat(answer.list("Access-Control-Allow-Headers"))
          .contains(
              "authorization",
              "content-type",
              "mcp-session-id",
              "mcp-method",
              "mcp-name",
              "mcp-protocol-version",
              "last-event-id");
      assertThat(answer.list("Vary")).contains("origin");
    }
    assertThat(preflight("/mcp", origin).list("Access-Control-Allow-Methods"))
        .contains("get", "post", "delete");
  }

  @Test
  void aForeignPageThatAsksFirstIsTurnedAway() {
    for (String endpoint : ENDPOINTS) {
      Answer answer = preflight(endpoint, "https://evil.example").leaksNothing();
      assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
      assertThat(answer.status()).isNotEqualTo(500);
    }
  }

  private static Answer preflight(String endpoint, String origin) {
    return Web.send(
        "OPTIONS",
        served.uri(endpoint),
        BodyPublishers.noBody(),
        "Origin",
        origin,
        "Access-Control-Request-Method",
        endpoint.equals("/sse") ? "GET" : "POST",
        "Access-Control-Request-Headers",
        "authorization,content-type,last-event-id,mcp-method,mcp-name,mcp-protocol-version,"
            + "mcp-session-id");
  }

  @Test
  void anAllowedPageMayReadAnswersAndRefusals() {
    Session session = served.session();
    Answer opened = Web.post(served.uri("/mcp"), Session.initialize(), "Origin", APP).is(200);
    Answer refused =
        Web.post(
                served.uri("/mcp"),
                Session.initialize(),
                "Origin",
                APP,
                "Authorization",
                "Bearer nonsense")
            .is(401);
    Answer gone = Web.delete(served.uri("/mcp"), "Mcp-Session-Id", "gone", "Origin", APP).is(404);
    Answer broken = session.post("{", "Origin", APP).is(400);
    for (Answer answer : List.of(opened, refused, gone, broken)) {
      assertThat(answer.header("Access-Control-Allow-Origin")).contains(APP);
      assertThat(answer.list("Access-Control-Expose-Headers"))
          .contains("mcp-session-id", "www-authenticate");
      assertThat(answer.list("Vary")).contains("origin");
    }
  }

  @Test
  void theDoorsForBrowsersAreNoneElsewhere() {
    for (String path : List.of("/", "/health/live", "/health/ready")) {
      assertThat(Web.get(served.uri(path), "Origin", APP).is(200).headers())
          .doesNotContainKey("access-control-allow-origin");
    }
  }

  @Test
  void aFormOfOurOwnPageComesInAlthoughItNamesNoOrigin() {
    Answer own = form("null", "Sec-Fetch-Site", "same-origin");
    assertThat(own.is(501).headers()).doesNotContainKey("access-control-allow-origin");
    form("null", "Sec-Fetch-Site", "cross-site").is(403);
    form("null", "Sec-Fetch-Site", "same-site").is(403);
    form("null", "Sec-Fetch-Site", "none").is(403);
    form("null").is(403);
    form("https://evil.example", "Sec-Fetch-Site", "same-origin").is(403);
  }

  @Test
  void noPageCallsWithoutAnOriginElsewhere() {
    for (String path : ENDPOINTS) {
      Web.post(
              served.uri(path),
              Session.initialize(),
              "Origin",
              "null",
              "Sec-Fetch-Site",
              "same-origin")
          .is(403);
    }
    Web.get(served.uri("/account"), "Origin", "null", "Sec-Fetch-Site", "same-origin").is(403);
  }

  private static Answer form(String origin, String... more) {
    String[] headers = new String[more.length + 4];
    headers[0] = "Content-Type";
    headers[1] = "application/x-www-form-urlencoded";
    headers[2] = "Origin";
    headers[3] = origin;
    System.arraycopy(more, 0, headers, 4, more.length);
    return Web.send(
        "POST",
        served.uri("/billing/welcome"),
        BodyPublishers.ofString("session_id=cs_test_1"),
        headers);
  }
}
