package ai.kamiyo.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Suggestions while somebody is typing an argument. */
class CompletionsTest {
  private static final String PROMPT = "{\"type\":\"ref/prompt\",\"name\":\"incident_brief\"}";
  private static final String TEMPLATE =
      "{\"type\":\"ref/resource\",\"uri\":\"kamiyo://exploits/{id}\"}";

  private final World world = new World();
  private final Client client = new Client(world);

  private JsonNode complete(String ref, String argument, String value) {
    return client
        .pipe(
            Client.request(
                1,
                "completion/complete",
                "{\"ref\":%s,\"argument\":{\"name\":\"%s\",\"value\":\"%s\"}}"
                    .formatted(ref, argument, value)))
        .getFirst();
  }

  private JsonNode completion(String ref, String argument, String value) {
    JsonNode completion = complete(ref, argument, value).at("/result/completion");
    assertThat(completion.isObject()).isTrue();
    return completion;
  }

  @Test
  void exploitsAreSuggestedByTheirIds() {
    world.exploits = Incidents.usual(0, 3);
    for (String ref : new String[] {PROMPT, TEMPLATE}) {
      JsonNode completion =
          completion(ref, ref.equals(PROMPT) ? "exploit" : "id", "Example Finance 1");
      assertThat(completion)
          .hasToString(
              "{\"values\":[\"example-finance-1-2023-03-14\"],\"total\":1,\"hasMore\":false}");
    }
  }

  @Test
  void aHundredAtMostAndHowManyThereAre() {
    world.exploits = Incidents.usual(0, 250);
    JsonNode completion = completion(TEMPLATE, "id", "");
    assertThat(completion.path("values").size()).isEqualTo(100);
    assertThat(completion.path("total").asInt()).isEqualTo(250);
    assertThat(completion.path("hasMore").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "chain, ethereum c, Ethereum Classic",
    "chain, bsc, BSC",
    "chain, eip155:42161, Arbitrum",
    "root_cause, reen, reentrancy",
    "root_cause, oracle, price_oracle_manipulation",
  })
  void theVocabularyOfToolsIsSuggestedWhereverItIsAskedFor(
      String argument, String value, String first) {
    assertThat(completion(PROMPT, argument, value).path("values").get(0).asString())
        .isEqualTo(first);
    assertThat(completion(TEMPLATE, argument, value).path("values").get(0).asString())
        .isEqualTo(first);
  }

  @Test
  void protocolsAreSuggestedByName() {
    world.exploits = Incidents.usual(0, 3);
    assertThat(completion(PROMPT, "protocol", "finance 2").path("values").toString())
        .isEqualTo("[\"Example Finance 2\"]");
  }

  @Test
  void nothingBeginsSoIsNoError() {
    assertThat(completion(PROMPT, "exploit", "\\u001b%_*"))
        .hasToString("{\"values\":[],\"total\":0,\"hasMore\":false}");
    assertThat(completion(PROMPT, "exploit", "x".repeat(100_000)).path("total").asInt()).isZero();
    assertThat(world.uses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"incident_brief\"}}",
        "{\"argument\":{\"name\":\"chain\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/tool\",\"name\":\"search_exploits\"},"
            + "\"argument\":{\"name\":\"chain\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"none\"},"
            + "\"argument\":{\"name\":\"chain\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"kamiyo://none/{id}\"},"
            + "\"argument\":{\"name\":\"id\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/resource\"},\"argument\":{\"name\":\"id\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"incident_brief\"},"
            + "\"argument\":{\"name\":\"none\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"incident_brief\"},"
            + "\"argument\":{\"name\":\"exploit\",\"value\":7}}",
      })
  void whatCannotBeCompletedIsAnInvalidParameter(String params) {
    JsonNode answer = client.pipe(Client.request(1, "completion/complete", params)).getFirst();
    assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
  }
}
