package ai.kamiyo.adapters.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.Client;
import ai.kamiyo.adapters.mcp.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever a line says, it is answered as it deserves and the next one is read. */
class HostileFramesTest {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}";

  private final Client client = new Client(new World());

  static Stream<Arguments> frames() {
    return Stream.of(
        Arguments.of("no JSON", "hello", -32700, "null"),
        Arguments.of("half an object", "{\"jsonrpc\":\"2.0\",\"id\":1", -32700, "null"),
        Arguments.of("two values", PING + PING, -32700, "null"),
        Arguments.of("raw NUL", "{\"jsonrpc\":\"2.0\",\"id\":1\u0000}", -32700, "null"),
        Arguments.of("only NUL", "\u0000", -32700, "null"),
        Arguments.of("deep arrays", "[".repeat(100_000), -32700, "null"),
        Arguments.of(
            "deep params",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":"
                + "{\"a\":".repeat(500)
                + "1"
                + "}".repeat(501),
            -32700,
            "null"),
        Arguments.of(
            "a key twice",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"method\":\"tools/list\"}",
            -32700,
            "null"),
        Arguments.of("a batch", "[" + PING + "]", -32600, "null"),
        Arguments.of("a number", "42", -32600, "null"),
        Arguments.of("null", "null", -32600, "null"),
        Arguments.of("no method", "{\"jsonrpc\":\"2.0\",\"id\":1}", -32600, "1"),
        Arguments.of("method 7", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}", -32600, "1"),
        Arguments.of("no version", "{\"id\":\"a\",\"method\":\"ping\"}", -32600, "\"a\""),
        Arguments.of(
            "version 1.0", "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", -32600, "1"),
        Arguments.of(
            "id null", "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", -32600, "null"),
        Arguments.of(
            "id 1.5", "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}", -32600, "null"),
        Arguments.of(
            "id 1e400", "{\"jsonrpc\":\"2.0\",\"id\":1e400,\"method\":\"ping\"}", -32600, "null"),
        Arguments.of(
            "id {}", "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600, "null"),
        Arguments.of(
            "id of half a character",
            "{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"ping\"}",
            -32600,
            "null"),
        Arguments.of(
            "a number of 5,000 digits",
            "{\"jsonrpc\":\"2.0\",\"id\":" + "1".repeat(5_000) + ",\"method\":\"ping\"}",
            -32700,
            "null"),
        Arguments.of(
            "an exponent that overflows",
            "{\"jsonrpc\":\"2.0\",\"id\":1e99999999999999,\"method\":\"ping\"}",
            -32700,
            "null"),
        Arguments.of("2 MiB", "x".repeat(2 << 20), -32700, "null"),
        Arguments.of("2 MiB of blanks", " ".repeat(2 << 20), -32700, "null"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void aBadFrameIsAnsweredAndTheNextIsRead(String name, String frame, int code, String id) {
    List<JsonNode> answers = client.pipe(frame, PING);
    assertThat(answers).as(name).hasSize(2);
    assertThat(answers.get(0).at("/error/code").asInt()).isEqualTo(code);
    assertThat(answers.get(0).path("id")).hasToString(id);
    assertThat(answers.get(0).at("/error/message").asString())
        .hasSizeLessThan(200)
        .doesNotContain("Exception")
        .doesNotContain("jackson");
    assertThat(answers.get(1).path("id").asInt()).isEqualTo(9);
  }

  @Test
  void invalidUtf8IsAParseError() {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"".getBytes(StandardCharsets.UTF_8));
    input.write(0xC3);
    input.write(0x28);
    input.writeBytes(("\"}\n" + PING + "\n").getBytes(StandardCharsets.UTF_8));
    List<JsonNode> answers = client.pipe(input.toByteArray());
    assertThat(answers.get(0).at("/error/code").asInt()).isEqualTo(-32700);
    assertThat(answers.get(1).has("result")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF%s\n",
        "%s\r\n",
        "%s",
        "\n\r\n  \n%s\n\n",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unheard-of\"}\n%s",
        "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"health_check\"}}\n"
            + "%s",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":[]}\n%s",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":5}}\n"
            + "%s",
        "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}\n%s",
        "{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":1,\"message\":\"\"}}\n%s",
      })
  void whatNeedsNoAnswerGetsNone(String input) {
    List<JsonNode> answers = client.pipe(input.formatted(PING).getBytes(StandardCharsets.UTF_8));
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst().path("id").asInt()).isEqualTo(9);
  }

  @Test
  void bigAndOddIdsComeBackAsTheyWent() {
    for (String id :
        new String[] {"123456789012345678901234567890", "-1", "\"ä\\\"\\n😀\"", "\"\""}) {
      JsonNode answer =
          client
              .pipe("{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}".formatted(id))
              .getFirst();
      assertThat(answer.path("id")).hasToString(id);
    }
  }

  @Test
  void nulInATextIsData() {
    JsonNode answer = new Client(new World()).search("{\"query\":\"a\\u0000b\\ud800\"}");
    assertThat(answer.at("/filters/query").asString()).isEqualTo("ab");
  }
}
