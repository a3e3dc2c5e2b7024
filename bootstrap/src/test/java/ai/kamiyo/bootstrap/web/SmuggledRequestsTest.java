package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that say two things at once: no reader may find another request in them than we do. */
class SmuggledRequestsTest {
  private static final String HIDDEN = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir static Path folder;
  private static Installation installation;
  private static Served served;

  @BeforeAll
  static void start() {
    installation = Served.unlimited(folder);
    served = Served.start(installation);
  }

  @AfterAll
  static void end() {
    installation.close();
  }

  static List<String> framings() {
    return List.of(
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
        "Content-Length: 0, 5\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: +0\r\n\r\n",
        "Content-Length: 0x0\r\n\r\n",
        "Content-Length : 0\r\n\r\n",
        "Content-Length:\r\n 0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("framings")
  void aDoubtfulFramingEndsTheConnection(String framing) {
    try (Raw raw = Raw.to(served)) {
      raw.say(
              "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + framing
                  + HIDDEN)
          .endSpeech();
      raw.answer().is(400, 413, 501);
      assertThat(raw.heard().split("HTTP/1\\.1 ", -1)).as(raw.heard()).hasSize(2);
    }
  }

  static List<String> doubleHeads() {
    return List.of(
        "Host: localhost\r\nHost: evil.example\r\n",
        "Host: localhost\r\nHost: localhost\r\n",
        "",
        "Host: localhost\r\nX-A: b\rX-B: c\r\n",
        "Host: localhost\r\nX-A\r\n",
        "Host: localhost\r\nX A: b\r\n",
        "Host: localhost\r\nX-A: b\u0000c\r\n",
        "Host: localhost\r\n X-A: folded\r\n");
  }

  @ParameterizedTest
  @MethodSource("doubleHeads")
  void aDoubtfulHeadIsRefused(String head) {
    try (Raw raw = Raw.to(served)) {
      raw.say("GET /health/live HTTP/1.1\r\n" + head + "Connection: close\r\n\r\n")
          .answer()
          .is(400);
    }
  }

  @Test
  void whatMayComeOnceIsRefusedWhenItComesTwice() {
    Session session = served.session();
    String ping = Session.request(3, "ping", Map.of());
    session.post(ping, "Authorization", "Bearer nonsense").is(400, 401);
    session.post(ping, "Mcp-Session-Id", "no-such-session").is(400, 404);
    session
        .post(ping, "Origin", "http://localhost:1", "Origin", "https://evil.example")
        .is(400, 403);
    session
        .post(ping, "Origin", "https://evil.example", "Origin", "http://localhost:1")
        .is(400, 403);
    session
        .post(ping, "MCP-Protocol-Version", "2025-11-25", "MCP-Protocol-Version", "1999-01-01")
        .is(400);
    session.ping().is(200);
  }

  @Test
  void whatIsNoHttpIsNoAnswer() {
    for (String speech :
        List.of(
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "SSH-2.0-OpenSSH_9.2\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET /mcp HTTP/9.9\r\n\r\n",
            "\r\n\r\n\u0000\u0000\u0000\u0000")) {
      try (Raw raw = Raw.to(served)) {
        raw.say(speech).endSpeech();
        String heard = raw.hearAll();
        assertThat(heard).doesNotContain("200 OK", "Exception", "\tat ", "Jetty", "jetty");
      }
    }
    served.session().ping().is(200);
  }

  @Test
  void anotherServersAddressIsNotFetched() {
    for (String target : List.of("http://evil.example/mcp", "https://evil.example/health/live")) {
      try (Raw raw = Raw.to(served)) {
        raw.say("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .answer()
            .is(400, 403, 404, 405, 421);
      }
    }
  }
}
