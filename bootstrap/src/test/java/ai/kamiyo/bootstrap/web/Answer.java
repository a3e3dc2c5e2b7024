package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Json;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What came back.
 *
 * @param headers by names in lower case
 */
record Answer(int status, Map<String, List<String>> headers, String body) {
  /** What the inside of this program is known by. */
  private static final List<String> INSIDE =
      List.of(
          "Exception",
          "\tat ",
          "Caused by",
          "java.",
          "jakarta.",
          "ai.kamiyo.",
          "io.modelcontextprotocol",
          "tools.jackson",
          "jetty",
          "Jetty",
          "reactor.",
          "NullPointer",
          "StackOverflow",
          "/tmp/",
          "/home/",
          ".java:");

  static Answer of(HttpResponse<String> response) {
    Map<String, List<String>> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new Answer(response.statusCode(), headers, response.body());
  }

  Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** All values of a header that is a list, in lower case. */
  List<String> list(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The message in the body, which may come as JSON or as the one event of a stream. */
  JsonNode json() {
    if (header("Content-Type").orElse("").startsWith("text/event-stream")) {
      return body.lines()
          .filter(line -> line.startsWith("data:"))
          .map(line -> line.substring("data:".length()).strip())
          .filter(data -> !data.isEmpty())
          .map(Json::read)
          .filter(message -> message.has("result") || message.has("error"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no message in " + this));
    }
    return Json.read(body);
  }

  /** It has one of these statuses, and nothing of the inside shows. */
  Answer is(Integer... statuses) {
    assertThat(status).as("%s", this).isIn((Object[]) statuses);
    return leaksNothing();
  }

  /** The same for a refusal, which may be JSON-RPC; then it is an error with this code. */
  Answer isError(int code, Integer... statuses) {
    is(statuses);
    assertThat(json().path("error").path("code").asInt()).as("%s", this).isEqualTo(code);
    return this;
  }

  Answer leaksNothing() {
    String all = headers + "\n" + body;
    for (String inside : INSIDE) {
      assertThat(all).doesNotContain(inside);
    }
    assertThat(headers).doesNotContainKeys("server", "x-powered-by");
    return this;
  }
}
