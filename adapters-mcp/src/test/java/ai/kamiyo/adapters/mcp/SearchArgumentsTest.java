package ai.kamiyo.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.Filters;
import ai.kamiyo.domain.exploit.Sort;
import ai.kamiyo.domain.exploit.Usd;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How the arguments of {@code search_exploits} are read, and which are refused. */
class SearchArgumentsTest {
  private final World world = new World();
  private final Client client = new Client(world);

  private ExploitQuery query(String arguments) {
    client.search(arguments);
    return world.queries.getLast();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit | -1 | must be 1..1000, was -1",
        "limit | 0 | must be 1..1000, was 0",
        "limit | 1001 | must be 1..1000, was 1001",
        "limit | 1.5 | must be a whole number, was 1.5",
        "limit | \"1.5\" | must be a whole number, was 1.5",
        "limit | 1e400 | is far out of range",
        "limit | 1e999999999 | is far out of range",
        "limit | 1e-999999999 | must be a whole number",
        "limit | \"ten\" | must be a whole number, was “ten”",
        "limit | \"\" | must be a whole number",
        "limit | true | must be a whole number, was true",
        "limit | [10] | must be a whole number, was an array",
        "limit | {} | must be a whole number, was an object",
        "since | \"yesterday\" | must be a date YYYY-MM-DD",
        "since | \"2023-02-30\" | must be a date YYYY-MM-DD",
        "since | \"2023-13-01\" | must be a date YYYY-MM-DD",
        "since | \"2023-03-13T25:00:00Z\" | must be a date YYYY-MM-DD",
        "since | \"2023-03-13T10:00:00+25:00\" | must be a date YYYY-MM-DD",
        "since | \"2023-03-13T10:00:00 CET\" | must be a date YYYY-MM-DD",
        "since | \"13/03/2023\" | must be a date YYYY-MM-DD",
        "since | \"+999999999-01-01\" | must be a date YYYY-MM-DD",
        "since | \"\" | must be a date YYYY-MM-DD",
        "since | 1678665600 | must be a string, was 1678665600",
        "until | \"%\" | must be a date YYYY-MM-DD",
        "updated_since | \"soon\" | must be a date YYYY-MM-DD",
        "chain | \"Etherium\" | did you mean",
        "chain | \"%\" | names no chain known here",
        "chain | \"\" | names no chain known here",
        "chain | 987654321 | names no chain known here",
        "chain | [\"Ethereum\"] | must be a string, was an array",
        "query | 42 | must be a string, was 42",
        "query | \"\" | must not be empty",
        "protocol | \"  \" | must not be empty",
        "protocol | false | must be a string, was false",
        "min_loss_usd | -1 | must be 0..",
        "min_loss_usd | 1e400 | must be 0..",
        "min_loss_usd | 1e999999999 | must be 0..",
        "min_loss_usd | \"a lot\" | must be a number, was “a lot”",
        "root_cause | \"bad luck\" | must be one of access_control",
        "flag | \"%\" | must be one of flash_loan",
        "min_status | \"rumour\" | must be one of disputed",
        "sort | \"relevance\" | relevance needs a query",
        "sort | \"oldest\" | must be one of relevance",
        "group_by | \"%\" | must be one of month",
        "cursor | \"%\" | is not one this server gave out",
        "cursor | \"\" | is not one this server gave out",
        "cursor | 5 | must be a string",
        "response_format | \"xml\" | must be one of concise, detailed",
      })
  void aWrongValueIsRefusedByName(String argument, String value, String problem) {
    JsonNode error = client.refusal("{\"%s\":%s}".formatted(argument, value));
    assertThat(error.path("code").asString()).isEqualTo("invalid_argument");
    assertThat(error.path("status").asInt()).isEqualTo(400);
    assertThat(error.path("argument").asString()).isEqualTo(argument);
    assertThat(error.path("problem").asString()).contains(problem);
    assertThat(error.path("message").asString()).startsWith(argument + " ");
    assertThat(world.queries).isEmpty();
    assertThat(world.uses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tier | \"enterprise\" | is not an argument of this tool – known are query, limit",
        "chains | \"Ethereum\" | did you mean chain?",
        "Limit | 5 | did you mean limit?",
        "min_loss | 5 | did you mean min_loss_usd?",
      })
  void anUnknownArgumentIsRefusedByName(String argument, String value, String problem) {
    JsonNode error = client.refusal("{\"%s\":%s}".formatted(argument, value));
    assertThat(error.path("argument").asString()).isEqualTo(argument);
    assertThat(error.path("problem").asString()).contains(problem);
  }

  @Test
  void anUnknownArgumentCannotSmuggleText() {
    String name = "a\\u001B[31m\\u202E" + "x".repeat(5_000);
    JsonNode error = client.refusal("{\"%s\":1}".formatted(name));
    assertThat(error.path("argument").asString()).startsWith("axxx").hasSizeLessThan(70);
  }

  @Test
  void aLongQueryIsRefused() {
    assertThat(client.refusal("{\"query\":\"%s\"}".formatted("x".repeat(501))).path("problem"))
        .hasToString("\"must have at most 500 characters, had 501\"");
    assertThat(client.refusal("{\"protocol\":\"%s\"}".formatted("x".repeat(201))).path("argument"))
        .hasToString("\"protocol\"");
    assertThat(
            client.refusal("{\"cursor\":\"%s\"}".formatted("A".repeat(500_000))).path("argument"))
        .hasToString("\"cursor\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "\"10\"", "10.0", "1e1", "\" 10 \"", "null"})
  void tenIsTen(String value) {
    assertThat(query("{\"limit\":" + value + "}").limit()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ethereum\"", "\"eth\"", "\"1\"", "1", "\"eip155:1\"", "\" ETH \""})
  void oneChainHasManyNames(String name) {
    Filters expected = query("{\"chain\":\"Ethereum\"}").filters();
    assertThat(query("{\"chain\":" + name + "}").filters()).isEqualTo(expected);
    assertThat(expected.chain().orElseThrow().caip2()).contains("eip155:1");
  }

  @ParameterizedTest
  @CsvSource({
    "2023-03-13, 2023-03-13, false",
    "2023-03-13T00:00:00Z, 2023-03-13, true",
    "2023-03-13T23:30:00-02:00, 2023-03-14, true",
    "2023-03-13T01:30+02:00, 2023-03-12, true",
    "2023-03-13T10:00:00.123+0200, 2023-03-13, true",
    "2023-03-13 10:00:00, 2023-03-13, true",
    "2023-03-13T10:00:00, 2023-03-13, true",
  })
  void aMomentIsReadAsItsUtcDay(String text, LocalDate day, boolean noted) {
    JsonNode answer = client.search("{\"since\":\"%s\",\"until\":\"2026-01-01\"}".formatted(text));
    assertThat(world.queries.getLast().filters().dates().since()).contains(day);
    assertThat(answer.at("/filters/since").asString()).isEqualTo(day.toString());
    assertThat(answer.path("notes").toString().contains("since was read as the UTC day " + day))
        .isEqualTo(noted);
  }

  @Test
  void daysInTheWrongOrderAreRefusedWhateverTheirOffsets() {
    JsonNode error =
        client.refusal(
            "{\"since\":\"2023-03-13T23:30:00-02:00\",\"until\":\"2023-03-14T00:30:00+02:00\"}");
    assertThat(error.path("argument").asString()).isEqualTo("since");
  }

  @Test
  void updatedSinceIsAMoment() {
    assertThat(query("{\"updated_since\":\"2026-01-02\"}").filters().updatedSince())
        .contains(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(query("{\"updated_since\":\"2026-01-02T03:04:05+01:00\"}").filters().updatedSince())
        .contains(Instant.parse("2026-01-02T02:04:05Z"));
  }

  @Test
  void theSortFollowsTheQuery() {
    assertThat(query("{}").sort()).isEqualTo(Sort.NEWEST);
    assertThat(query("{\"query\":\"bridge\"}").sort()).isEqualTo(Sort.RELEVANCE);
    assertThat(query("{\"query\":\"x\",\"sort\":\"Newest\"}").sort()).isEqualTo(Sort.NEWEST);
  }

  @Test
  void aLossIsReadToTheCent() {
    assertThat(query("{\"min_loss_usd\":1234567.891}").filters().minLoss())
        .contains(new Usd(123_456_789));
    assertThat(query("{\"min_loss_usd\":\"5\"}").filters().minLoss()).contains(Usd.of(5));
    assertThat(query("{\"min_loss_usd\":1e-999999999}").filters().minLoss()).contains(new Usd(1));
    assertThat(query("{\"min_loss_usd\":0}").filters().minLoss()).contains(Usd.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "protocol"})
  void percentIsALetterLikeAnyOther(String argument) {
    JsonNode answer = client.search("{\"%s\":\"100%%\"}".formatted(argument));
    assertThat(answer.at("/filters/" + argument).asString()).isEqualTo("100%");
  }

  @Test
  void nullCountsAsAbsent() {
    assertThat(query("{\"query\":null,\"limit\":null,\"chain\":null,\"cursor\":null}"))
        .isEqualTo(query("{}"));
  }

  @Test
  void noArgumentsAtAllAreFine() {
    String call = Client.request(1, "tools/call", "{\"name\":\"search_exploits\"}");
    assertThat(client.pipe(call).getFirst().at("/result/isError").asBoolean()).isFalse();
  }
}
