package ai.kamiyo.bootstrap.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and headers that no honest client sends. */
class HostileMessagesTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir static Path folder;
  private static Installation installation;
  private static Served served;
  private static Session session;

  @BeforeAll
  static void start() {
    installation = Served.unlimited(folder);
    served = Served.start(installation);
    session = served.session();
  }

  @AfterEach
  void theServerIsAsWellAsBefore() {
    assertThat(session.search("Euler").path("total_matching").asInt()).isPositive();
    assertThat(served.words()).doesNotContain("OutOfMemory", "StackOverflow");
  }

  @AfterAll
  static void end() {
    installation.close();
  }

  private static String searchFor(String query) {
    return Session.request(
        9, "tools/call", Map.of("name", "search_exploits", "arguments", Map.of("query", query)));
  }

  @Test
  void aBodyOfTwoMebibytesIsTooLarge() {
    Web.post(served.uri("/mcp"), searchFor("x".repeat(2 * MEBIBYTE))).is(413);
    session.post(searchFor("x".repeat(2 * MEBIBYTE))).is(413);
    Web.post(served.uri("/message?sessionId=x"), "x".repeat(2 * MEBIBYTE)).is(413);
  }

  @Test
  void aBodyBelowTheLimitIsRead() {
    session.post(searchFor("x".repeat(MEBIBYTE - 1000))).is(200);
  }

  @Test
  void aBodyThatAnnouncesToBeTooLargeIsRefusedUnread() {
    try (Raw raw = Raw.to(served)) {
      raw.say(head("Content-Length: 3000000000") + "\r\n{").head().is(413);
    }
    try (Raw raw = Raw.to(served)) {
      raw.say(head("Content-Length: 99999999999999999999999") + "\r\n{").head().is(400, 413);
    }
  }

  @Test
  void aBrokenQueryIsABadRequest() {
    String ping = Session.request(1, "ping", Map.of());
    try (Raw raw = Raw.to(served)) {
      raw.say(
          "POST /message?sessionId=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + ping.length()
              + "\r\n\r\n"
              + ping);
      raw.answer().is(400);
    }
  }

  @Test
  void aBodyThatNeverEndsIsCutOff() {
    try (Raw raw = Raw.to(served)) {
      raw.say(head("Transfer-Encoding: chunked") + "\r\n");
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      for (int i = 0; i < 64 && !raw.hasEnded() && raw.heard().isEmpty(); i++) {
        raw.say(chunk);
      }
      raw.head().is(413);
    }
  }

  private static String head(String... headers) {
    return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: "
        + Web.BOTH
        + "\r\n"
        + String.join("\r\n", headers)
        + "\r\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void aDeepNestIsNotClimbedDown(String step) {
    String deep = step.repeat(100_000);
    String call = searchFor("QUERY").replace("\"QUERY\"", deep);
    for (String body : List.of(deep, call)) {
      Web.post(served.uri("/mcp"), body).isError(-32700, 400);
      session.post(body).isError(-32700, 400);
    }
  }

  @Test
  void aDeepNestThatIsWholeIsNotClimbedDownEither() {
    String deep = "[".repeat(50_000) + "]".repeat(50_000);
    session.post(searchFor("QUERY").replace("\"QUERY\"", deep)).isError(-32700, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00ff", "\u00c3(", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f8"})
  void invalidUtf8IsRefused(String bytes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String[] around = searchFor("QUERY").split("QUERY", -1);
    body.writeBytes(around[0].getBytes(UTF_8));
    body.writeBytes(bytes.getBytes(ISO_8859_1));
    body.writeBytes(around[1].getBytes(UTF_8));
    session.post(body.toByteArray()).isError(-32700, 400);
    Web.post(served.uri("/mcp"), body.toByteArray()).isError(-32700, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{]", "nonsense", "\u0000", "{} {}", "{\"jsonrpc\":"})
  void whatIsNoJsonIsRefused(String body) {
    session.post(body).isError(-32700, 400);
    Web.post(served.uri("/mcp"), body).is(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7",
        "null",
        "\"text\"",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}"
      })
  void whatIsNoRequestIsRefused(String body) {
    session.post(body).is(400);
    Web.post(served.uri("/mcp"), body).is(400);
  }

  @Test
  void aBatchIsRefused() {
    String one = Session.request(1, "ping", Map.of());
    for (String batch : List.of("[]", "[" + one + "]", "[" + one + "," + one + "]")) {
      session.post(batch).isError(-32600, 400);
      Web.post(served.uri("/mcp"), batch).isError(-32600, 400);
    }
  }

  @Test
  void anUnknownMethodIsToldAsSuch() {
    session.ask("no/such/method", Map.of()).isError(-32601, 200, 404);
    session.ask("__proto__", Map.of()).isError(-32601, 200, 404);
    session.ask("x".repeat(100_000), Map.of()).isError(-32601, 200, 404);
  }

  @Test
  void parametersOfAWrongShapeAreRefusedWithoutAStackTrace() {
    for (Object wrong : List.of(7, "text", List.of(), Map.of("name", 7), Map.of())) {
      Answer answer = session.ask("tools/call", wrong).is(200, 400);
      assertThat(answer.json().path("error").path("code").asInt()).isIn(-32602, -32600);
    }
    session
        .ask("tools/call", Map.of("name", "search_exploits", "arguments", List.of(1)))
        .is(200, 400);
    session.ask("initialize", Map.of("protocolVersion", List.of())).is(200, 400);
  }

  @Test
  void otherMethodsOfHttpAreRefused() {
    for (String method : List.of("PUT", "PATCH", "TRACE", "CONNECT", "PROPFIND", "mcp")) {
      try (Raw raw = Raw.to(served)) {
        raw.say(method + " /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .answer()
            .is(400, 403, 404, 405, 501);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/no-such-page",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/mcp/../../secret",
        "/mcp%00",
        "/mcp;x=1/../health",
        "//evil.example/mcp",
        "/WEB-INF/web.xml",
        "/metrics",
        "/health",
        "/health/",
        "/%ff",
        "/%zz",
        "/mcp/extra",
        "/.env",
        "/.git/config"
      })
  void pathsThatLeadNowhereSayNoMore(String path) {
    try (Raw raw = Raw.to(served)) {
      raw.say("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          .answer()
          .is(400, 403, 404, 405);
    }
  }

  @Test
  void endlessHeadersAreRefused() {
    for (String header :
        List.of("X-Long: " + "x".repeat(100_000), "X-Many: x\r\n".repeat(10_000) + "X-Last: x")) {
      try (Raw raw = Raw.to(served)) {
        raw.say(head(header) + "\r\n").head().is(400, 413, 431);
      }
    }
    try (Raw raw = Raw.to(served)) {
      raw.say("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
          .head()
          .is(400, 413, 414, 431);
    }
  }
}
