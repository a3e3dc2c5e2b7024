package ai.kamiyo.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Frames that no good client sends: answered or ignored as JSON-RPC says, and life goes on. */
class FramesEndToEndTest {
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;

  @TempDir static Path folder;
  private static Installation installation;
  private static Server server;
  private int before;

  @BeforeAll
  static void start() {
    installation = new Installation(folder);
    server = installation.server();
  }

  @BeforeEach
  void mark() {
    before = server.out().size();
  }

  /** One server outlived all these frames, and said nothing but the protocol. */
  @AfterAll
  static void end() {
    try {
      server.ping();
      assertThat(server.finish()).isZero();
      server.assertOnlyProtocol();
    } finally {
      installation.close();
    }
  }

  /** What the server said in this test. */
  private List<String> said() {
    server.ping();
    server.assertOnlyProtocol();
    return server.out().subList(before, server.out().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} trailing",
        "{'single':'quotes'}",
        "Content-Length: 40",
        "<xml/>",
        "\u0000\u0000\u0000",
      })
  void whatIsNoJsonIsAParseError(String frame) {
    server.line(frame);
    server.ping();
    server.assertOnlyProtocol();
    assertThat(errorsWithoutId()).containsExactly(PARSE_ERROR);
  }

  @Test
  void manyHostileFramesOneAfterTheOther() {
    List<String> frames =
        List.of(
            "[]",
            "[1,2,3]",
            "null",
            "true",
            "42",
            "\"text\"",
            "{}",
            "{\"jsonrpc\":\"2.0\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":7}",
            "{\"jsonrpc\":\"1.0\",\"id\":8,\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":5}",
            "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":10,\"method\":\"ping\",\"params\":\"text\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":10,\"id\":11,\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":12,\"method\":\"initialize\",\"params\":{}}",
            "{\"jsonrpc\":\"2.0\",\"id\":13,\"method\":\"initialize\",\"params\":{\"protocolVersion\":5}}",
            "{\"jsonrpc\":\"2.0\",\"id\":99999,\"result\":{}}",
            "{\"jsonrpc\":\"2.0\",\"id\":99998,\"error\":{\"code\":1,\"message\":\"no\"}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/nonsense\",\"params\":{\"a\":[]}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":{}}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":424242}}",
            "{\"jsonrpc\":\"2.0\",\"id\":14,\"method\":\"tools/call\",\"params\":{\"name\":\"search_exploits\",\"arguments\":[1]}}",
            "{\"jsonrpc\":\"2.0\",\"id\":15,\"method\":\"tools/call\",\"params\":{\"name\":7,\"arguments\":{}}}",
            "\uFEFF{\"jsonrpc\":\"2.0\",\"id\":16,\"method\":\"ping\"}");
    for (String frame : frames) {
      server.line(frame);
      server.ping();
    }
    server.assertOnlyProtocol();
    assertThat(String.join("\n", said()))
        .doesNotContain("Exception", "ai.kamiyo", "tools.jackson", "java.lang");
    assertThat(server.hasAnswered(99999)).isFalse();
    assertThat(server.hasAnswered(99998)).isFalse();
    assertThat(errorsWithoutId()).isNotEmpty().allMatch(FramesEndToEndTest::isFrameError);
  }

  private static boolean isFrameError(int code) {
    return code == PARSE_ERROR || code == INVALID_REQUEST;
  }

  @Test
  void emptyLinesAreNothing() {
    server.raw("\n\n  \n\t\n\r\n\r\n".getBytes(UTF_8));
    // The answer to the ping that asks.
    assertThat(said()).hasSize(1);
  }

  @Test
  void carriageReturnsBeforeLineFeedsAreTolerated() {
    server.raw((Server.request(21, "ping", Map.of()) + "\r\n").getBytes(UTF_8));
    server.raw((Server.callRequest(22, "search_exploits", Map.of()) + "\r\n").getBytes(UTF_8));
    assertThat(server.answer(21).has("result")).isTrue();
    assertThat(server.answer(22).has("result")).isTrue();
    server.assertOnlyProtocol();
  }

  @Test
  void aFrameInManyPiecesIsOneFrame() {
    for (byte b : (Server.request(23, "ping", Map.of("_meta", Map.of())) + "\n").getBytes(UTF_8)) {
      server.raw(new byte[] {b});
    }
    assertThat(server.answer(23).has("result")).isTrue();
  }

  @Test
  void twoMebibytesInOneLineEndNothing() {
    server.line("x".repeat(2 << 20));
    server.ping();
    server.line("[".repeat(2 << 20));
    server.ping();
    server.line(Server.request(24, "ping", Map.of("padding", "y".repeat(2 << 20))));
    server.ping();
    server.line(Server.callRequest(25, "search_exploits", Map.of("query", "z".repeat(2 << 20))));
    server.ping();
    server.assertOnlyProtocol();
    // Whoever sent a huge line is not sent it back.
    assertThat(said()).allSatisfy(line -> assertThat(line.length()).isLessThan(100_000));
  }

  @Test
  void bytesThatAreNoTextEndNothing() {
    server.raw(
        "{\"jsonrpc\":\"2.0\",\"id\":26,\"method\":\"\u00ff\u00fe\u00c3(\"}\n"
            .getBytes(ISO_8859_1));
    server.ping();
    server.raw(new byte[] {(byte) 0x80, (byte) 0xc0, 0, 1, 2, 3, (byte) 0xf5, '\n'});
    server.ping();
    server.raw(
        "{\"jsonrpc\":\"2.0\",\"id\":27,\"method\":\"tools/call\",\"params\":{\"name\":\"search_exploits\",\"arguments\":{\"query\":\"a\u00ff\u00feb\"}}}\n"
            .getBytes(ISO_8859_1));
    server.ping();
    server.line(
        Server.callRequest(28, "search_exploits", Map.of("query", "nul \u0000 and \u001b")));
    assertThat(server.answer(28).has("result")).isTrue();
    server.line("{\"jsonrpc\":\"2.0\",\"id\":29,\"method\":\"ping\"\u0000}");
    server.ping();
    server.line(
        "{\"jsonrpc\":\"2.0\",\"id\":30,\"method\":\"tools/call\",\"params\":{\"name\":\"search_exploits\",\"arguments\":{\"query\":\"\\ud800"
            + " alone\"}}}");
    server.ping();
    server.assertOnlyProtocol();
  }

  @Test
  void deepNestingEndsNothing() {
    server.line("[".repeat(100_000));
    server.ping();
    server.line(
        "{\"jsonrpc\":\"2.0\",\"id\":31,\"method\":\"ping\",\"params\":"
            + "{\"a\":".repeat(50_000)
            + "1"
            + "}".repeat(50_000)
            + "}");
    server.ping();
    server.line(
        "{\"jsonrpc\":\"2.0\",\"id\":32,\"method\":\"tools/call\",\"params\":{\"name\":\"search_exploits\",\"arguments\":{\"query\":"
            + "[".repeat(900)
            + "]".repeat(900)
            + "}}}");
    server.ping();
    server.assertOnlyProtocol();
  }

  @Test
  void requestsThatCannotBeServedAreRefusedUnderTheirId() {
    assertThat(code(server.exchange("no/such/method", Map.of()))).isEqualTo(METHOD_NOT_FOUND);
    assertThat(code(server.exchange("tools/call", Map.of()))).isEqualTo(INVALID_PARAMS);
    assertThat(code(server.exchange("tools/call", Map.of("name", "")))).isEqualTo(INVALID_PARAMS);
  }

  @Test
  void anIdComesBackAsItWas() {
    server.line("{\"jsonrpc\":\"2.0\",\"id\":\"a \\\"text\\\" id\",\"method\":\"ping\"}");
    server.line("{\"jsonrpc\":\"2.0\",\"id\":9007199254740993,\"method\":\"ping\"}");
    server.line("{\"jsonrpc\":\"2.0\",\"id\":\"41\",\"method\":\"ping\"}");
    server.line("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"ping\"}");
    server.line("{\"jsonrpc\":\"2.0\",\"id\":-1,\"method\":\"ping\"}");
    assertThat(server.answer("\"a \\\"text\\\" id\"").has("result")).isTrue();
    assertThat(server.answer("9007199254740993").has("result")).isTrue();
    assertThat(server.answer("\"41\"").has("result")).isTrue();
    assertThat(server.answer("0").has("result")).isTrue();
    assertThat(server.answer("-1").has("result")).isTrue();
  }

  private List<Integer> errorsWithoutId() {
    return said().stream()
        .map(Json::read)
        .filter(message -> message.has("error") && message.path("id").isNull())
        .map(FramesEndToEndTest::code)
        .toList();
  }

  private static int code(JsonNode message) {
    return message.path("error").path("code").asInt(0);
  }
}
