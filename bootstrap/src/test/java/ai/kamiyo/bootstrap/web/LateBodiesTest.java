package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that are refused by their heads, whose bodies come a little later, as many clients send
 * them. Who believes that a connection stays open must be able to use it again.
 */
class LateBodiesTest {
  private static final Duration LATER = Duration.ofMillis(300);
  private static final String BODY = Session.request(1, "ping", Map.of());
  private static final String NEXT = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String STRANGER =
      "POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer nonsense\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";

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

  static List<String> refused() {
    return List.of(
        STRANGER + JSON,
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: nonsense\r\n" + JSON,
        "POST /mcp HTTP/1.1\r\nHost: evil.example\r\n" + JSON,
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n" + JSON,
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n",
        "PUT /mcp HTTP/1.1\r\nHost: localhost\r\n" + JSON,
        "DELETE /mcp HTTP/1.1\r\nHost: localhost\r\n" + JSON,
        "POST /message HTTP/1.1\r\nHost: localhost\r\n" + JSON,
        "POST /sse HTTP/1.1\r\nHost: localhost\r\n" + JSON,
        "POST /account HTTP/1.1\r\nHost: localhost\r\n" + JSON,
        "POST /health/live HTTP/1.1\r\nHost: localhost\r\n" + JSON,
        "GET /health/ready HTTP/1.1\r\nHost: localhost\r\n" + JSON,
        "GET / HTTP/1.1\r\nHost: localhost\r\n" + JSON,
        "POST /nowhere HTTP/1.1\r\nHost: localhost\r\n" + JSON);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aConnectionIsGoodForTheNextRequestOrSaysThatItIsNot(String head) throws Exception {
    goesOn(head + "Content-Length: " + BODY.length() + "\r\n\r\n", BODY);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void inPiecesAsWell(String head) throws Exception {
    String chunk = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";
    goesOn(head + "Transfer-Encoding: chunked\r\n\r\n", chunk);
  }

  private static void goesOn(String head, String body) throws Exception {
    try (Raw raw = Raw.to(served)) {
      raw.say(head);
      Thread.sleep(LATER);
      raw.say(body);
      Answer answer = raw.head();
      if (answer.list("connection").contains("close")) {
        assertThat(raw.hearAll()).startsWith("HTTP/1.1 " + answer.status());
        return;
      }
      raw.say(NEXT);
      Patience.until(
          () -> raw.hasEnded() || raw.heard().endsWith("alive\n"),
          () -> "a second answer; heard: " + raw.heard());
      assertThat(answers(raw)).as(raw.heard()).isEqualTo(2);
    }
  }

  private static int answers(Raw raw) {
    return raw.heard().split("HTTP/1\\.1 [0-9]", -1).length - 1;
  }

  @Test
  void whatIsTooLongIsRefusedAllTheSame() {
    try (Raw raw = Raw.to(served)) {
      raw.say(STRANGER + "Content-Length: 9000000000\r\n\r\n");
      byte[] much = new byte[64 * 1024];
      for (int i = 0; i < 20; i++) {
        raw.say(much);
      }
      Answer answer = raw.head().is(401);
      assertThat(answer.list("connection")).contains("close");
    }
  }

  @Test
  void whoAsksFirstNeedNotSendIt() {
    try (Raw raw = Raw.to(served)) {
      raw.say(STRANGER + "Expect: 100-continue\r\nContent-Length: 20\r\n\r\n");
      assertThat(raw.answer().is(401).list("connection")).contains("close");
    }
  }

  /** A piece's extension is no content: who reads does not notice that it goes on and on. */
  @Test
  void whoNeverComesToAnEndIsCutOff() {
    String head = "POST /mcp HTTP/1.1\r\nHost: evil.example\r\n" + JSON;
    try (Raw silent = Raw.to(served).say(head + "Content-Length: 20\r\n\r\n{");
        Raw dripping = Raw.to(served).say(head + "Transfer-Encoding: chunked\r\n\r\n1;a");
        Raw listening = Raw.to(served).say(head.replace("evil.example", "localhost"))) {
      listening.say("Transfer-Encoding: chunked\r\n\r\n1;a");
      Patience.until(
          () -> {
            dripping.say("a");
            listening.say("a");
            return silent.hasEnded() && dripping.hasEnded() && listening.hasEnded();
          },
          () -> "the end of all three");
    }
  }

  @Test
  void whoNeverSendsItHasAnAnswerSoon() {
    try (Raw raw = Raw.to(served)) {
      raw.say(STRANGER + "Content-Length: 20\r\n\r\n{");
      raw.endSpeech();
      assertThat(raw.hearAll()).startsWith("HTTP/1.1 4");
    }
  }
}
