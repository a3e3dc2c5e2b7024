package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pages: together they are the whole, within what the tier may see. */
class PagesEndToEndTest {
  private static final int GENERATED = 1100;

  @TempDir static Path folder;
  private static Installation bundled;
  private static Installation large;
  private static Server server;

  @BeforeAll
  static void start() {
    bundled = new Installation(folder.resolve("bundled"));
    large = new Installation(folder.resolve("large"));
    Path file = Samples.generated(folder, "generated.json", GENERATED, 7);
    Outcome outcome = large.run("import", "kamiyo", file.toString());
    assertThat(outcome.exit()).as(outcome.all()).isZero();
    server = bundled.server();
  }

  @AfterAll
  static void end() {
    bundled.close();
    large.close();
  }

  @ParameterizedTest
  @CsvSource({"newest,37", "largest_loss,100", "newest,1000", "largest_loss,7"})
  void allPagesTogetherAreTheWhole(String sort, int limit) {
    Walk walk = Walk.of(server, Map.of("sort", sort, "limit", limit));
    assertThat(walk.ids()).hasSize(walk.first().total()).doesNotHaveDuplicates();
    double sum =
        walk.exploits.stream().mapToDouble(exploit -> exploit.path("loss_usd").asDouble(0)).sum();
    assertThat(sum).isEqualTo(walk.first().answer().path("total_loss_usd").asDouble());
    for (Result page : walk.pages) {
      assertThat(page.total()).isEqualTo(walk.first().total());
      assertThat(page.answer().path("returned").asInt()).isEqualTo(page.exploits().size());
      assertThat(page.exploits().size()).isBetween(1, limit);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bridge", "private key", "flash loan price"})
  void pagesByRelevanceAreTheWholeToo(String query) {
    Walk walk = Walk.of(server, Map.of("query", query, "limit", 2));
    assertThat(walk.pages.size()).isGreaterThan(1);
    assertThat(walk.ids()).hasSize(walk.first().total()).doesNotHaveDuplicates();
    assertThat(Walk.of(server, Map.of("query", query, "limit", 2, "sort", "newest")).ids())
        .containsExactlyInAnyOrderElementsOf(walk.ids());
  }

  @Test
  void everySortFindsTheSame() {
    assertThat(Walk.of(server, Map.of("sort", "largest_loss", "limit", 200)).ids())
        .containsExactlyInAnyOrderElementsOf(
            Walk.of(server, Map.of("sort", "newest", "limit", 150)).ids());
  }

  @Test
  void lossesDescendAndUnknownOnesAreLast() {
    Path file =
        Samples.write(folder, "unknown-loss.json", List.of(rowWithoutLoss(), Samples.row(2, "Q")));
    Installation other = new Installation(folder.resolve("unknown-loss"));
    try {
      assertThat(other.run("import", "kamiyo", file.toString()).exit()).isZero();
      List<JsonNode> exploits =
          Walk.of(other.server(), Map.of("sort", "largest_loss", "limit", 100)).exploits;
      double before = Double.MAX_VALUE;
      boolean unknown = false;
      for (JsonNode exploit : exploits) {
        if (exploit.path("loss_usd").isNull()) {
          unknown = true;
        } else {
          assertThat(unknown).as("a known loss after an unknown one: %s", exploit).isFalse();
          assertThat(exploit.path("loss_usd").asDouble()).isLessThanOrEqualTo(before);
          before = exploit.path("loss_usd").asDouble();
        }
      }
      assertThat(unknown).isTrue();
    } finally {
      other.close();
    }
  }

  private static Map<String, @Nullable Object> rowWithoutLoss() {
    Map<String, @Nullable Object> row = Samples.row(1, "Wexqumbra Vaults");
    row.put("amount_usd", null);
    return row;
  }

  @Test
  void datesDescendOverAllPages() {
    assertThat(
            Walk.of(server, Map.of("sort", "newest", "limit", 100)).exploits.stream()
                .map(exploit -> exploit.path("date").asString()))
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void idsTellProtocolAndDayAndAreUnique() {
    Walk walk = Walk.of(server, Map.of("limit", 200));
    assertThat(walk.exploits)
        .allSatisfy(exploit ->
            assertThat(exploit.path("id").asString())
                .matches("[a-z0-9]+(-[a-z0-9]+)*-\\d{4}-\\d\\d-\\d\\d(-\\d+)?"))
        .allSatisfy(exploit ->
            assertThat(exploit.path("status").asString())
                .isIn("confirmed", "corroborated", "single_source", "disputed"));
    assertThat(new HashSet<>(walk.ids())).hasSameSizeAs(walk.ids());
  }

  @Test
  void totalsAndGroupsCoverTheWholeWhateverThePage() {
    Map<String, Object> arguments =
        Map.of("since", "2023-01-01", "group_by", "root_cause", "limit", 20);
    Walk walk = Walk.of(server, arguments);
    assertThat(walk.pages.size()).isGreaterThan(2);
    for (Result page : walk.pages) {
      for (String field : List.of("total_matching", "total_loss_usd", "groups")) {
        assertThat(page.answer().path(field))
            .as(field)
            .isEqualTo(walk.first().answer().path(field));
      }
    }
    Map<String, Integer> counted = new HashMap<>();
    walk.exploits.forEach(
        exploit -> counted.merge(exploit.path("root_cause").asString(), 1, Integer::sum));
    for (JsonNode group : walk.first().answer().path("groups")) {
      assertThat(group.path("count").asInt())
          .as("%s", group)
          .isEqualTo(counted.get(group.path("key").asString()));
    }
  }

  @Test
  void aCursorThatIsNotThisQuerysIsRefused() {
    String cursor = server.search(Map.of("query", "bridge", "limit", 3)).cursor();
    server.search(Map.of("query", "bridge", "limit", 3, "cursor", cursor)).answer();
    for (Map<String, Object> other :
        List.of(
            Map.<String, Object>of("query", "oracle", "limit", 3),
            Map.<String, Object>of("limit", 3),
            Map.<String, Object>of("query", "bridge", "limit", 3, "chain", "Ethereum"),
            Map.<String, Object>of("query", "bridge", "limit", 3, "sort", "newest"),
            Map.<String, Object>of("query", "bridge", "limit", 3, "since", "2020-01-01"))) {
      Map<String, Object> arguments = new HashMap<>(other);
      arguments.put("cursor", cursor);
      server.search(arguments).refusedArgument("cursor");
    }
  }

  @Test
  void anAlteredCursorIsRefused() {
    String cursor = server.search(Map.of("limit", 3)).cursor();
    List<String> altered = new ArrayList<>();
    for (int i = 0; i < cursor.length(); i += 5) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      altered.add(cursor.substring(0, i) + other + cursor.substring(i + 1));
      altered.add(cursor.substring(0, i));
    }
    altered.add(cursor + "AAAA");
    altered.add(cursor + cursor);
    altered.add("AAAA");
    altered.add("../../etc/passwd");
    altered.add("漢字");
    for (String wrong : altered) {
      server.search(Map.of("limit", 3, "cursor", wrong)).refusedArgument("cursor");
    }
    assertThat(server.search(Map.of("limit", 3, "cursor", cursor)).exploits()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"personal,50", "team,200", "enterprise,1000"})
  void aTierSeesItsShareOverAllPages(String tier, int cap) {
    try (Server capped = large.with("MCP_DEV_TIER", tier).server()) {
      Walk walk = Walk.of(capped, Map.of("limit", 19 + cap / 5));
      assertThat(walk.ids()).hasSize(cap).doesNotHaveDuplicates();
      assertThat(walk.first().total()).isGreaterThan(GENERATED);
      assertThat(walk.first().answer().path("tier").path("name").asString()).isEqualTo(tier);
      assertThat(walk.first().answer().path("tier").path("max_results").asInt()).isEqualTo(cap);
    }
  }

  @Test
  void aLimitAboveTheTiersShareIsServedAtTheShareAndSaysSo() {
    try (Server personal = large.with("MCP_DEV_TIER", "personal").server()) {
      Walk walk = Walk.of(personal, Map.of("limit", 500));
      assertThat(walk.ids()).hasSize(50).doesNotHaveDuplicates();
      assertThat(walk.first().words()).contains("50");
    }
  }

  /** One query, read page by page to its end. */
  private static final class Walk {
    private final List<Result> pages = new ArrayList<>();
    private final List<JsonNode> exploits = new ArrayList<>();

    static Walk of(Server server, Map<String, Object> arguments) {
      Walk walk = new Walk();
      Map<String, Object> next = new HashMap<>(arguments);
      while (true) {
        Result page = server.search(next);
        walk.pages.add(page);
        walk.exploits.addAll(page.exploits());
        String cursor = page.nextCursor();
        if (cursor == null) {
          return walk;
        }
        assertThat(walk.pages.size()).as("pages of %s", arguments).isLessThan(1000);
        next.put("cursor", cursor);
      }
    }

    Result first() {
      return pages.getFirst();
    }

    List<String> ids() {
      return exploits.stream().map(exploit -> exploit.path("id").asString()).toList();
    }
  }
}
