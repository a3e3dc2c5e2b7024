package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a search finds, in which order, and what it says of itself. */
class SearchEndToEndTest {
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

  @Test
  void aSearchWithoutArgumentsGivesTheTenNewest() {
    Result result = server.search(Map.of());
    assertThat(result.exploits()).hasSize(10);
    assertThat(result.answer().path("returned").asInt()).isEqualTo(10);
    assertThat(result.total())
        .isGreaterThan(10)
        .isEqualTo(result.answer().path("data").path("incidents").asInt());
    assertThat(result.nextCursor()).isNotNull();
    assertThat(result.answer().path("tier").path("name").asString()).isEqualTo("enterprise");
    assertThat(result.answer().path("tier").path("max_results").asInt()).isEqualTo(1000);
    JsonNode data = result.answer().path("data");
    assertThat(Json.strings(data.path("feeds"))).contains("bundled");
    assertThat(data.path("as_of").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(data.path("stale").isBoolean()).isTrue();
  }

  @Test
  void theNewestComeFirst() {
    List<String> dates =
        server.search(Map.of("sort", "newest", "limit", 100)).exploits().stream()
            .map(exploit -> exploit.path("date").asString())
            .toList();
    assertThat(dates).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void aFilterForLossesKeepsTheLargeOnes() {
    int all = server.search(Map.of()).total();
    Result large = server.search(Map.of("min_loss_usd", 100_000_000, "limit", 1000));
    assertThat(large.total()).isPositive().isLessThan(all);
    assertThat(large.exploits())
        .allSatisfy(exploit ->
            assertThat(exploit.path("loss_usd").asDouble()).isGreaterThanOrEqualTo(100_000_000));
    assertThat(server.search(Map.of("min_loss_usd", 1e15)).total()).isZero();
  }

  @Test
  void nothingWasChangedInTheFuture() {
    assertThat(server.search(Map.of("updated_since", "2999-01-01")).total()).isZero();
    assertThat(server.search(Map.of("updated_since", "2000-01-01")).total())
        .isEqualTo(server.search(Map.of()).total());
  }

  @ParameterizedTest
  @CsvSource({
    "Cetus,Cetus AMM",
    "Curve,Curve DEX",
    "Cetus,cetus",
    "Ronin Network,ronin network",
    "Curve,CURVE"
  })
  void aProtocolIsFoundByItsOtherNames(String name, String otherName) {
    Result result = server.search(Map.of("protocol", name, "limit", 100));
    Result other = server.search(Map.of("protocol", otherName, "limit", 100));
    assertThat(result.total()).as(name).isPositive();
    assertThat(other.ids()).as(otherName).isEqualTo(result.ids());
  }

  @Test
  void bothEndsOfAWindowBelongToIt() {
    JsonNode known = server.search(Map.of("until", "2023-12-31", "limit", 1)).exploits().getFirst();
    String day = known.path("date").asString().substring(0, 10);
    Result thatDay = server.search(Map.of("since", day, "until", day, "limit", 100));
    assertThat(thatDay.ids()).contains(known.path("id").asString());
    assertThat(thatDay.exploits())
        .allSatisfy(exploit -> assertThat(exploit.path("date").asString()).startsWith(day));
    Result year =
        server.search(Map.of("since", "2023-01-01", "until", "2023-12-31", "limit", 1000));
    assertThat(year.exploits())
        .isNotEmpty()
        .allSatisfy(exploit -> assertThat(exploit.path("date").asString()).startsWith("2023-"));
  }

  @Test
  void aWindowWithinTheDataIsCovered() {
    Result result = server.search(Map.of("since", "2023-01-01", "until", "2023-12-31"));
    assertThat(result.answer().path("window_covered").asBoolean(false)).isTrue();
  }

  @Test
  void aWindowBeyondTheDataSaysThatAbsenceProvesNothing() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Result result = server.search(Map.of("since", today.minusDays(30).toString()));
    assertThat(result.answer().path("window_covered").asBoolean(true)).isFalse();
    assertThat(result.words()).contains(result.answer().path("data").path("as_of").asString());
    assertThat(result.words()).containsIgnoringCase("absence");
  }

  @ParameterizedTest
  @ValueSource(strings = {"confirmed", "corroborated", "single_source"})
  void aStatusIsTheLeastThatIsWanted(String least) {
    List<String> order = List.of("confirmed", "corroborated", "single_source", "disputed");
    Result result = server.search(Map.of("min_status", least, "limit", 1000));
    assertThat(result.exploits())
        .isNotEmpty()
        .allSatisfy(exploit ->
            assertThat(exploit.path("status").asString())
                .isIn(order.subList(0, order.indexOf(least) + 1)));
  }

  @Test
  void causesFlagsAndChainsAreFilters() {
    assertThat(server.search(Map.of("root_cause", "reentrancy", "limit", 100)).exploits())
        .isNotEmpty()
        .allSatisfy(
            exploit -> assertThat(exploit.path("root_cause").asString()).isEqualTo("reentrancy"));
    assertThat(server.search(Map.of("flag", "flash_loan", "limit", 100)).exploits())
        .isNotEmpty()
        .allSatisfy(
            exploit -> assertThat(Json.strings(exploit.path("flags"))).contains("flash_loan"));
    assertThat(server.search(Map.of("chain", "BSC", "response_format", "detailed")).exploits())
        .isNotEmpty()
        .allSatisfy(exploit -> assertThat(Json.strings(exploit.path("chains"))).contains("BSC"));
  }

  @Test
  void aDetailedAnswerTellsMoreThanAConciseOne() {
    Map<String, Object> ronin = Map.of("protocol", "Ronin Network", "sort", "largest_loss");
    JsonNode concise = server.search(ronin).exploits().getFirst();
    JsonNode detailed =
        server
            .search(
                Map.of(
                    "protocol",
                    "Ronin Network",
                    "sort",
                    "largest_loss",
                    "response_format",
                    "detailed"))
            .exploits()
            .getFirst();
    assertThat(detailed.path("id")).isEqualTo(concise.path("id"));
    assertThat(Json.names(concise)).doesNotContain("summary", "transactions", "addresses");
    assertThat(Json.names(detailed))
        .contains("id", "date", "protocol", "chains", "loss_usd", "root_cause", "technique")
        .contains("flags", "status", "sources", "summary", "transactions", "addresses");
    assertThat(detailed.path("summary").asString()).isNotBlank();
    assertThat(detailed.path("transactions").isArray()).isTrue();
    assertThat(detailed.path("addresses").isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"month", "root_cause", "protocol", "chain"})
  void groupsAreFewAndAddUp(String by) {
    Result result = server.search(Map.of("group_by", by, "limit", 1));
    JsonNode groups = result.answer().path("groups");
    // At most 24, and one more that sums the rest.
    assertThat(groups.size()).isBetween(2, 25);
    long count = 0;
    double loss = 0;
    for (JsonNode group : groups) {
      assertThat(group.path("key").asString()).isNotBlank();
      assertThat(group.path("count").asInt()).isPositive();
      count += group.path("count").asLong();
      loss += group.path("loss_usd").asDouble();
    }
    if (by.equals("chain")) {
      // An incident on two chains belongs to both.
      assertThat(count).isGreaterThanOrEqualTo(result.total());
    } else {
      assertThat(count).isEqualTo(result.total());
      assertThat(loss).isEqualTo(result.answer().path("total_loss_usd").asDouble());
    }
  }

  @Test
  void aGroupOfOneMonthIsWhatThatMonthsSearchFinds() {
    Result year =
        server.search(
            Map.of("group_by", "month", "since", "2024-01-01", "until", "2024-12-31", "limit", 1));
    for (JsonNode group : year.answer().path("groups")) {
      LocalDate first = LocalDate.parse(group.path("key").asString() + "-01");
      Result month =
          server.search(
              Map.of(
                  "since",
                  first.toString(),
                  "until",
                  first.plusMonths(1).minusDays(1).toString(),
                  "limit",
                  1));
      assertThat(month.total()).as("%s", group).isEqualTo(group.path("count").asInt());
      assertThat(month.answer().path("total_loss_usd").asDouble())
          .isEqualTo(group.path("loss_usd").asDouble());
    }
  }
}
