package ai.kamiyo.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What clients see of resources and prompts changes only on purpose. */
class ListSnapshotTest {
  private static final Path SNAPSHOTS =
      Path.of("src/test/resources/ai/kamiyo/adapters/mcp/snapshots");

  private static JsonNode list(String revision, String method) {
    List<JsonNode> answers =
        new Client(new World())
            .pipe(
                Client.request(1, "initialize", "{\"protocolVersion\":\"%s\"}".formatted(revision)),
                Client.request(2, method, "{}"));
    return answers.get(1).path("result");
  }

  @ParameterizedTest
  @CsvSource({
    "resources/list, resources",
    "resources/templates/list, resource_templates",
    "prompts/list, prompts"
  })
  void theListIsAsItWasAccepted(String method, String file) throws IOException {
    Kept.check(
        SNAPSHOTS.resolve("lists/" + file + ".json"),
        Json.writePretty(list("2025-11-25", method)) + "\n",
        "snapshots.write");
  }

  @ParameterizedTest
  @CsvSource({
    "resources/list, resources",
    "resources/templates/list, resourceTemplates",
    "prompts/list, prompts"
  })
  void olderRevisionsHearOfNoTitles(String method, String key) {
    for (String revision : List.of("2024-11-05", "2025-03-26")) {
      JsonNode items = list(revision, method).path(key);
      assertThat(items).isNotEmpty().allSatisfy(i -> assertThat(i.has("title")).isFalse());
    }
    assertThat(list("2025-06-18", method).path(key))
        .allSatisfy(i -> assertThat(i.path("title").asString()).isNotBlank());
  }

  @ParameterizedTest
  @CsvSource({"resources/list", "resources/templates/list", "prompts/list"})
  void everyListHasOnePage(String method) {
    JsonNode answer =
        new Client(new World())
            .pipe(Client.request(1, method, "{\"cursor\":\"page-2\"}"))
            .getFirst();
    assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
  }
}
