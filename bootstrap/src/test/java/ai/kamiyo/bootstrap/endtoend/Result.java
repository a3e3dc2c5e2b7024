package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tool's result; {@code json} is what its text block says. */
record Result(JsonNode result, JsonNode json, String asked) {
  static Result of(JsonNode message, String tool, Map<String, ?> arguments) {
    String asked = tool + " " + arguments;
    JsonNode result = message.path("result");
    assertThat(result.isObject()).as("%s: %s", asked, message).isTrue();
    JsonNode text = result.path("content").path(0);
    assertThat(text.path("type").asString("")).as("%s: %s", asked, message).isEqualTo("text");
    return new Result(result, Json.read(text.path("text").asString()), asked);
  }

  boolean isError() {
    return result.path("isError").asBoolean(false);
  }

  /** The answer of a call that must have succeeded. */
  JsonNode answer() {
    assertThat(isError()).as("%s: %s", asked, json).isFalse();
    return json;
  }

  /** The refusal of a call that must have been refused with this code and status. */
  JsonNode refusal(String code, int status) {
    assertThat(isError()).as("%s: %s", asked, json).isTrue();
    JsonNode error = json.path("error");
    assertThat(error.path("code").asString("")).as("%s: %s", asked, json).isEqualTo(code);
    assertThat(error.path("status").asInt(0)).as("%s: %s", asked, json).isEqualTo(status);
    assertThat(error.path("message").asString("")).as("%s: %s", asked, json).isNotBlank();
    assertThat(error.path("hint").asString("")).as("%s: %s", asked, json).isNotBlank();
    return error;
  }

  /** The refusal of an argument: it is named, and what is wrong with it. */
  JsonNode refusedArgument(String name) {
    JsonNode error = refusal("invalid_argument", 400);
    assertThat(error.path("argument").asString("")).as("%s: %s", asked, json).isEqualTo(name);
    assertThat(error.path("problem").asString("")).as("%s: %s", asked, json).isNotBlank();
    return error;
  }

  int total() {
    return answer().path("total_matching").asInt();
  }

  JsonNode filters() {
    return answer().path("filters");
  }

  List<JsonNode> exploits() {
    List<JsonNode> exploits = new ArrayList<>();
    answer().path("exploits").forEach(exploits::add);
    return exploits;
  }

  List<String> ids() {
    return exploits().stream().map(exploit -> exploit.path("id").asString()).toList();
  }

  @Nullable String nextCursor() {
    return answer().has("next_cursor") ? answer().path("next_cursor").asString() : null;
  }

  String cursor() {
    return Objects.requireNonNull(nextCursor(), () -> asked + ": no cursor");
  }

  /** What the answer says in words, the incidents themselves left out. */
  String words() {
    List<String> words = new ArrayList<>();
    answer()
        .properties()
        .forEach(property -> {
          if (!property.getKey().equals("exploits") && !property.getKey().equals("filters")) {
            Json.everyString(property.getValue(), words::add);
          }
        });
    return String.join("\n", words);
  }
}
