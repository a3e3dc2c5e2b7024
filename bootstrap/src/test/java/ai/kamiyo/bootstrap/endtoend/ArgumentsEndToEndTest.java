package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the server this one replaces misunderstood, crashed on, or swallowed. */
class ArgumentsEndToEndTest {
  @TempDir static Path folder;
  private static Installation installation;
  private static Server server;

  @BeforeAll
  static void start() {
    installation = new Installation(folder);
    server = installation.server();
  }

  @AfterAll
  static void end() {
    installation.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flash loan", "flash-loan", "Flash Loan", "FLASHLOAN"})
  void everySpellingOfFlashLoanFindsTheSame(String query) {
    Result plain = server.search(Map.of("query", "flashloan", "limit", 1000));
    assertThat(plain.total()).isPositive();
    Result other = server.search(Map.of("query", query, "limit", 1000));
    assertThat(other.total()).isEqualTo(plain.total());
    assertThat(other.ids()).containsExactlyInAnyOrderElementsOf(plain.ids());
  }

  static List<Object> spellingsOfEthereum() {
    return List.of("ethereum", "ETHEREUM", "ETH", "eth", "1", 1, "eip155:1", " Ethereum ");
  }

  @ParameterizedTest
  @MethodSource("spellingsOfEthereum")
  void everyNameOfAChainFindsTheSame(Object chain) {
    Result plain = server.search(Map.of("chain", "Ethereum"));
    assertThat(plain.total()).isPositive();
    Result other = server.search(Map.of("chain", chain));
    assertThat(other.total()).isEqualTo(plain.total());
    assertThat(other.ids()).isEqualTo(plain.ids());
    assertThat(other.filters()).isEqualTo(plain.filters());
    for (JsonNode exploit : other.exploits()) {
      assertThat(Json.strings(exploit.path("chains"))).contains("Ethereum");
    }
  }

  static List<Object> wrongLimits() {
    return List.of(-1, 0, 1001, 1.5, "abc", -2147483649L, 1e30, List.of(10), true);
  }

  @ParameterizedTest
  @MethodSource("wrongLimits")
  void aWrongLimitIsRefused(Object limit) {
    JsonNode error = server.search(Map.of("limit", limit)).refusedArgument("limit");
    assertThat(error.path("example").asString("")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2023-02-30",
        "2023-13-01",
        "2023",
        "01/02/2023",
        "2023-02-01T25:00:00Z",
        ""
      })
  void aWrongDateIsRefused(String date) {
    for (String argument : List.of("since", "until", "updated_since")) {
      JsonNode error = server.search(Map.of(argument, date)).refusedArgument(argument);
      assertThat(error.path("example").asString()).matches("\\d{4}-\\d\\d-\\d\\d.*");
    }
  }

  @Test
  void aWindowThatEndsBeforeItBeginsIsRefused() {
    JsonNode error =
        server
            .search(Map.of("since", "2024-02-02", "until", "2024-02-01"))
            .refusal("invalid_argument", 400);
    assertThat(error.path("argument").asString()).isIn("since", "until");
  }

  @Test
  void timesOfAnyZoneAreUnderstood() {
    int expected = server.search(Map.of("since", "2024-01-01")).total();
    assertThat(expected).isPositive();
    for (String since :
        List.of(
            "2024-01-01T00:00:00Z",
            "2024-01-01T00:00:00.000Z",
            "2024-01-01T00:00:00+00:00",
            "2024-01-01T02:00:00+02:00",
            "2023-12-31T19:00:00-05:00",
            "2024-01-01T05:30:00+05:30",
            "2024-01-01T00:00:00")) {
      Result result = server.search(Map.of("since", since));
      assertThat(result.total()).as(since).isEqualTo(expected);
      assertThat(result.filters().path("since").asString()).as(since).startsWith("2024-01-01");
    }
    assertThat(
            server
                .search(
                    Map.of("since", "2024-01-01T02:00:00+02:00", "until", "2024-06-30T12:00:00"))
                .total())
        .isEqualTo(server.search(Map.of("since", "2024-01-01", "until", "2024-06-30")).total());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "_", "%%", "______", "*", "?", ".*", "\\"})
  void nothingIsAWildcard(String text) {
    for (String argument : List.of("protocol", "query")) {
      Result result = server.search(Map.of(argument, text));
      if (result.isError()) {
        result.refusedArgument(argument);
      } else {
        assertThat(result.total()).as(argument).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AND", "OR NOT (", "a:b", "\"unclosed", "[1 TO 2}", "foo~9^^ +-!", "/x"})
  void aSearchLanguageIsNotSpoken(String query) {
    server.search(Map.of("query", query)).answer();
  }

  @ParameterizedTest
  @ValueSource(strings = {"severity", "tier", "Limit", "offset"})
  void anUnknownArgumentIsRefusedByItsName(String argument) {
    JsonNode error = server.search(Map.of(argument, "enterprise")).refusedArgument(argument);
    assertThat(error.path("message").asString()).contains(argument);
    server.call("health_check", Map.of(argument, 1)).refusedArgument(argument);
  }

  static Stream<Map.Entry<String, List<String>>> choices() {
    return Stream.of(
        Map.entry("sort", List.of("relevance", "newest", "largest_loss")),
        Map.entry("group_by", List.of("month", "chain", "root_cause", "protocol")),
        Map.entry("min_status", List.of("confirmed", "corroborated", "single_source")),
        Map.entry("response_format", List.of("concise", "detailed")),
        Map.entry("flag", List.of("flash_loan", "bridge")),
        Map.entry("root_cause", List.of("reentrancy", "access_control", "rug_pull")));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void aWrongChoiceIsToldTheRightOnes(Map.Entry<String, List<String>> choice) {
    for (Object wrong : List.of("best", "")) {
      JsonNode error =
          server.search(Map.of(choice.getKey(), wrong)).refusedArgument(choice.getKey());
      assertThat(error.toString()).contains(choice.getValue());
    }
    server.search(Map.of(choice.getKey(), 7)).refusedArgument(choice.getKey());
    server.search(Map.of(choice.getKey(), List.of())).refusedArgument(choice.getKey());
    for (String right : choice.getValue()) {
      assertThat(
              server
                  .search(Map.of(choice.getKey(), right, "query", "bridge"))
                  .filters()
                  .path(choice.getKey())
                  .asString(""))
          .isEqualTo(right);
    }
  }

  @Test
  void textsThatAreTooLongAreRefused() {
    server.search(Map.of("query", "q".repeat(501))).refusedArgument("query");
    server.search(Map.of("query", "q".repeat(500))).answer();
    server.search(Map.of("protocol", "p".repeat(201))).refusedArgument("protocol");
    server.search(Map.of("protocol", "p".repeat(200))).answer();
  }

  @Test
  void otherTypesThanPromisedAreRefused() {
    server.search(Map.of("query", List.of("a"))).refusedArgument("query");
    server.search(Map.of("protocol", Map.of())).refusedArgument("protocol");
    server.search(Map.of("min_loss_usd", "a lot")).refusedArgument("min_loss_usd");
    server.search(Map.of("min_loss_usd", -5)).refusedArgument("min_loss_usd");
    server.search(Map.of("since", 20240101)).refusedArgument("since");
    server.search(Map.of("chain", List.of("Ethereum"))).refusedArgument("chain");
  }

  @Test
  void aRefusalRepeatsNoEndlessInput() {
    for (String argument : List.of("query", "chain", "since", "sort", "cursor", "protocol")) {
      Result refused = server.search(Map.of(argument, "w".repeat(200_000)));
      refused.refusedArgument(argument);
      assertThat(refused.result().toString().length()).isLessThan(5_000);
    }
    Result unknown = server.search(Map.of("u".repeat(20_000), 1));
    unknown.refusal("invalid_argument", 400);
    assertThat(unknown.result().toString().length()).isLessThan(5_000);
  }

  @Test
  void filtersAreEchoedAsTheyWereUnderstood() {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("query", "bridge");
    arguments.put("limit", 7);
    arguments.put("since", "2020-01-01T01:00:00+01:00");
    arguments.put("until", "2025-12-31");
    arguments.put("chain", "eip155:1");
    arguments.put("min_loss_usd", 1000);
    arguments.put("min_status", "single_source");
    arguments.put("sort", "largest_loss");
    arguments.put("group_by", "month");
    arguments.put("response_format", "concise");
    JsonNode filters = server.search(arguments).filters();
    assertThat(Json.names(filters)).containsAll(arguments.keySet());
    assertThat(filters.path("query").asString()).isEqualTo("bridge");
    assertThat(filters.path("limit").asInt()).isEqualTo(7);
    assertThat(filters.path("since").asString()).startsWith("2020-01-01");
    assertThat(filters.path("until").asString()).startsWith("2025-12-31");
    assertThat(filters.path("chain").toString()).contains("Ethereum");
    assertThat(filters.path("min_loss_usd").asDouble()).isEqualTo(1000);
    assertThat(filters.path("sort").asString()).isEqualTo("largest_loss");
  }

  @Test
  void whatWasNotAskedIsNotEchoedAsApplied() {
    JsonNode filters = server.search(Map.of()).filters();
    assertThat(Json.names(filters))
        .doesNotContain("query", "since", "until", "chain", "protocol", "min_loss_usd", "flag");
    assertThat(filters.path("sort").asString()).isEqualTo("newest");
    assertThat(server.search(Map.of("query", "bridge")).filters().path("sort").asString())
        .isEqualTo("relevance");
  }
}
