package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whose a session is, how it ends, and what a caller without a token may do in it. */
class SessionsTest {
  private static final String PING = Session.request(7, "ping", Map.of());
  private static final String SEARCH =
      Session.request(
          8, "tools/call", Map.of("name", "search_exploits", "arguments", Map.of("limit", 1)));

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

  @Test
  void aSessionEndsByDelete() {
    Session session = served.session();
    session.ping().is(200);
    session.delete().is(200, 204);
    session.ping().is(404);
    session.tryCall("health_check", Map.of()).is(404);
    Web.get(served.uri("/mcp"), session.headers("Accept", "text/event-stream")).is(404);
    session.delete().is(404);
  }

  @Test
  void aSessionIsUsedByNobodyElse() {
    Session session = served.session();
    Session thief = session.withoutToken();
    thief.ping().is(404);
    thief.tryCall("health_check", Map.of()).is(404);
    Web.get(served.uri("/mcp"), thief.headers("Accept", "text/event-stream")).is(404);
    thief.delete().is(404);
    session.ping().is(200);
    assertThat(session.search("Euler").path("total_matching").asInt()).isPositive();
  }

  @Test
  void anAnonymousSessionBelongsToTheFirstCustomerThatUsesIt() {
    Session session = Session.anonymous(served);
    session.ping().is(200);
    Session owner = session.withToken(served.token());
    assertThat(owner.search("Euler").path("total_matching").asInt()).isPositive();
    session.ping().is(404);
    owner.ping().is(200);
  }

  @Test
  void twoAnonymousSessionsAreTwo() {
    Session one = Session.anonymous(served);
    Session other = Session.anonymous(served);
    assertThat(one.id()).isNotEqualTo(other.id());
    one.delete().is(200, 204);
    other.ping().is(200);
  }

  @Test
  void anUnknownSessionIsNotFound() {
    for (String id : new String[] {"no-such-session", "00000000-0000-0000-0000-000000000000"}) {
      Web.post(served.uri("/mcp"), PING, "Mcp-Session-Id", id).is(404);
      Web.delete(served.uri("/mcp"), "Mcp-Session-Id", id).is(404);
      Web.get(served.uri("/mcp"), "Mcp-Session-Id", id, "Accept", "text/event-stream").is(404);
    }
  }

  @Test
  void withoutASessionOnlyAHandshakeIsAnswered() {
    Web.post(served.uri("/mcp"), PING).is(400);
    Web.post(served.uri("/mcp"), SEARCH, "Authorization", "Bearer " + served.token()).is(400);
    Web.get(served.uri("/mcp"), "Accept", "text/event-stream").is(400, 405);
    Web.delete(served.uri("/mcp")).is(400, 405);
  }

  @Test
  void aPaidToolWithoutATokenIsRefusedWithTheWayToOne() {
    Answer answer = Session.anonymous(served).post(SEARCH).is(401);
    String challenge = answer.header("WWW-Authenticate").orElseThrow();
    Matcher metadata =
        Pattern.compile("Bearer .*resource_metadata=\"([^\"]+)\".*").matcher(challenge);
    assertThat(metadata.matches()).as(challenge).isTrue();
    JsonNode document = Web.get(URI.create(metadata.group(1))).is(200).json();
    assertThat(document.path("resource").asString()).startsWith(served.uri("").toString());
  }

  @Test
  void freeToolsWithoutATokenAreAnswered() {
    Session session = Session.anonymous(served);
    assertThat(session.call("health_check", Map.of()).path("status").asString())
        .isEqualTo("healthy");
    JsonNode tools = session.ask("tools/list", Map.of()).is(200).json().path("result");
    assertThat(tools.path("tools").size()).isGreaterThan(1);
    session.tryCall("no_such_tool", Map.of()).is(200, 401);
    session.ping().is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer nonsense",
        "Bearer ",
        "Bearer a.b.c",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."
      })
  void aBadTokenIsRefusedEverywhere(String authorization) {
    Answer answer =
        Web.post(served.uri("/mcp"), Session.initialize(), "Authorization", authorization).is(401);
    assertThat(answer.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
    Web.get(served.uri("/sse"), "Authorization", authorization).is(401);
    Session session = Session.anonymous(served);
    session.post(PING, "Authorization", authorization).is(401);
    session.tryCall("health_check", Map.of()).is(200);
  }

  @Test
  void anAlteredTokenIsRefused() {
    String token = served.token();
    int middle = token.length() / 2;
    String altered =
        token.substring(0, middle)
            + (token.charAt(middle) == 'A' ? 'B' : 'A')
            + token.substring(middle + 1);
    Web.post(served.uri("/mcp"), Session.initialize(), "Authorization", "Bearer " + altered)
        .is(401);
  }

  @Test
  void aNotificationIsAcceptedAndACancelledCallHurtsNobody() {
    Session session = served.session();
    for (int id = 1; id <= 5; id++) {
      session
          .post(
              Json.write(
                  Map.of(
                      "jsonrpc",
                      "2.0",
                      "method",
                      "notifications/cancelled",
                      "params",
                      Map.of("requestId", id, "reason", "changed my mind"))))
          .is(202);
    }
    assertThat(session.search("Euler").path("total_matching").asInt()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1999-01-01", "2099-12-31", "nonsense", "2025-11-25x"})
  void aRevisionThatNobodySpeaksIsRefused(String revision) {
    Session session = served.session();
    session.post(PING, "MCP-Protocol-Version", revision).is(400);
    session.post(SEARCH, "MCP-Protocol-Version", revision).is(400);
    session.ping().is(200);
  }

  @Test
  void anEventStreamOpensForItsOwner() {
    Session session = served.session();
    try (Raw stream = Raw.to(served)) {
      stream.say("GET /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n");
      String[] headers = session.headers();
      for (int i = 0; i < headers.length; i += 2) {
        stream.say(headers[i] + ": " + headers[i + 1] + "\r\n");
      }
      Answer head = stream.say("\r\n").head().is(200);
      assertThat(head.header("Content-Type").orElse("")).startsWith("text/event-stream");
      session.ping().is(200);
      assertThat(stream.hasEnded()).isFalse();
    }
    session.ping().is(200);
  }

  @Test
  void aMessageWithoutItsStreamIsRefused() {
    Web.post(served.uri("/message"), PING).is(400, 404);
    Web.post(served.uri("/message?sessionId="), PING).is(400, 404);
    Web.post(served.uri("/message?sessionId=no-such-session"), PING).is(404);
    Web.get(served.uri("/message")).is(400, 404, 405);
    Web.post(served.uri("/sse"), PING).is(404, 405);
  }

  @Test
  void aStreamIsUsedByNobodyElse() {
    try (SseStream stream = SseStream.open(served, "Authorization: Bearer " + served.token())) {
      URI message = served.uri(stream.endpoint());
      Web.post(message, Session.initialize()).is(404);
      Web.post(message, Session.initialize(), "Authorization", "Bearer " + served.token())
          .is(200, 202);
      assertThat(stream.message().path("result").path("protocolVersion").asString("")).isNotBlank();
    }
  }

  @Test
  void aPaidToolOverSseWithoutATokenIsRefused() {
    try (SseStream stream = SseStream.open(served)) {
      URI message = served.uri(stream.endpoint());
      Web.post(message, Session.initialize()).is(200, 202);
      stream.message();
      assertThat(Web.post(message, SEARCH).is(401).header("WWW-Authenticate").orElse(""))
          .contains("resource_metadata=");
    }
  }
}
