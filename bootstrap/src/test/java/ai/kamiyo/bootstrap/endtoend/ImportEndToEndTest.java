package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Imports: all or nothing, counted, idempotent, noticed by those who run. */
class ImportEndToEndTest {
  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = new Installation(folder);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void theKamiyoSampleIsCountedAndItsSecondImportChangesNothing() {
    assertImports("kamiyo", Samples.kamiyo());
  }

  @Test
  void theDefiLlamaSampleIsCountedAndItsSecondImportChangesNothing() {
    assertImports("defillama", Samples.defillama());
  }

  @Test
  void theBlocksecSampleIsCountedAndItsSecondImportChangesNothing() {
    assertImports("blocksec", Samples.blocksec());
  }

  private void assertImports(String format, Path file) {
    Set<String> before = allIds(installation);
    Map<String, Integer> first = counts(imported(format, file.toString()));
    assertAddUp(first);
    assertThat(first.get("read")).isPositive();
    assertThat(first.get("new")).isPositive();
    assertThat(first.get("merged")).isPositive();
    Set<String> between = allIds(installation);
    assertThat(between).containsAll(before).hasSize(before.size() + count(first, "new"));
    Map<String, Integer> second = counts(imported(format, file.toString()));
    assertAddUp(second);
    assertThat(second.get("read")).isEqualTo(first.get("read"));
    assertThat(count(second, "new") + count(second, "merged") + count(second, "updated")).isZero();
    assertThat(second.get("quarantined")).isEqualTo(first.get("quarantined"));
    assertThat(allIds(installation)).isEqualTo(between);
  }

  @Test
  void anImportInJsonSaysTheSame() {
    Path file = Samples.generated(folder, "generated.json", 25, 3);
    Outcome outcome = imported("kamiyo", file.toString(), "--json");
    JsonNode json = Json.read(outcome.out());
    assertThat(json.path("read").asInt()).isEqualTo(25);
    assertThat(json.path("new").asInt()).isEqualTo(25);
  }

  @Test
  void severalFilesAreOneImport() {
    int before = installation.total();
    Path one = Samples.generated(folder, "one.json", 12, 1);
    Path two = Samples.generated(folder, "two.json", 13, 2);
    Map<String, Integer> counts = counts(imported("kamiyo", one.toString(), two.toString()));
    assertThat(counts.get("read")).isEqualTo(25);
    assertThat(installation.total()).isEqualTo(before + 25);
  }

  @Test
  void whatIsNoIncidentIsQuarantinedWithAReasonAndNotFound() {
    Outcome outcome = imported("kamiyo", Samples.kamiyo().toString());
    assertThat(counts(outcome).get("quarantined")).isPositive();
    for (String named :
        List.of("rack", "vllm", "Test Protocol", "200,?000,?000,?000|200 billion")) {
      assertThat(outcome.out().lines().filter(line -> line.matches(".*\\b(" + named + ")\\b.*")))
          .as(named)
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.split("\\s+")).hasSizeGreaterThan(6));
    }
    assertThat(outcome.all()).doesNotContain("Exception");
    try (Server server = installation.server()) {
      for (String protocol : List.of("rack", "vllm", "Test Protocol")) {
        assertThat(server.search(Map.of("protocol", protocol)).exploits())
            .noneMatch(exploit -> exploit.path("protocol").asString().equals(protocol));
      }
      assertThat(server.search(Map.of("min_loss_usd", 100e9)).total()).isZero();
      assertThat(server.health().answer().path("exploit_data").path("feeds"))
          .anySatisfy(feed -> assertThat(feed.path("quarantined").asInt(0)).isPositive());
    }
  }

  @Test
  void whatCannotBeReadChangesNothing() throws IOException {
    Path good = Samples.generated(folder, "good.json", 20, 11);
    String text = Files.readString(good);
    imported("kamiyo", Samples.generated(folder, "before.json", 5, 12).toString());
    int before = installation.total();

    Path truncated =
        Files.writeString(folder.resolve("truncated.json"), text.substring(0, text.length() / 2));
    byte[] noise = new byte[100_000];
    new Random(5).nextBytes(noise);
    Path binary = Files.write(folder.resolve("binary.json"), noise);
    Path huge = folder.resolve("huge.json");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(200L << 20);
    }
    Path empty = Files.writeString(folder.resolve("empty.json"), "");
    Path trailing = Files.writeString(folder.resolve("trailing.json"), text + "]");
    Path another = Files.writeString(folder.resolve("another.json"), "{\"hello\":\"world\"}");
    Path scalar = Files.writeString(folder.resolve("scalar.json"), "42");
    Path missing = folder.resolve("missing.json");
    Path directory = Files.createDirectories(folder.resolve("directory.json"));

    for (Path bad :
        List.of(truncated, binary, huge, empty, trailing, another, scalar, missing, directory)) {
      assertRefused(installation.run("import", "kamiyo", bad.toString()), bad);
    }
    // One bad file among good ones: none of them counts.
    assertRefused(
        installation.run("import", "kamiyo", good.toString(), truncated.toString()), truncated);
    assertThat(installation.total()).isEqualTo(before);
  }

  private static void assertRefused(Outcome outcome, Path file) {
    assertThat(outcome.exit()).as("%s: %s", file, outcome.all()).isEqualTo(1);
    assertThat(outcome.errWithoutNotices()).contains(String.valueOf(file.getFileName()));
    assertThat(outcome.errWithoutNotices().lines()).as(outcome.err()).hasSize(1);
    assertThat(outcome.all()).doesNotContain("Exception", "\tat ", "\u001b");
  }

  @Test
  void aFileOfAnotherFormatIsNotTakenForIncidents() {
    int before = installation.total();
    Outcome outcome = installation.run("import", "blocksec", Samples.kamiyo().toString());
    if (outcome.exit() == 0) {
      assertThat(counts(outcome).get("new")).isZero();
    } else {
      assertRefused(outcome, Samples.kamiyo());
    }
    assertThat(installation.total()).isEqualTo(before);
  }

  @Test
  void aRunningServerNoticesAnImportAndCursorsSurviveIt() {
    try (Server server = installation.with("KAMIYO_REFRESH_SECONDS", "1").server()) {
      Result first = server.search(Map.of("limit", 3));
      int before = first.total();
      imported("kamiyo", Samples.generated(folder, "late.json", 30, 21).toString());
      Patience.until(
          () -> server.search(Map.of("limit", 1)).total() == before + 30,
          () -> "the import to be noticed");
      Result second = server.search(Map.of("limit", 3, "cursor", first.cursor()));
      assertThat(second.exploits()).hasSize(3);
      assertThat(second.ids()).doesNotContainAnyElementsOf(first.ids());
      assertThat(server.health().answer().path("exploit_data").path("incidents").asInt())
          .isGreaterThanOrEqualTo(before);
    }
  }

  private Outcome imported(String format, String... rest) {
    String[] words = new String[rest.length + 2];
    words[0] = "import";
    words[1] = format;
    System.arraycopy(rest, 0, words, 2, rest.length);
    Outcome outcome = installation.run(words);
    assertThat(outcome.exit()).as(outcome.all()).isZero();
    assertThat(outcome.out()).doesNotContain("\u001b", "\r");
    return outcome;
  }

  private static void assertAddUp(Map<String, Integer> counts) {
    int sum =
        counts.entrySet().stream()
            .filter(count -> !count.getKey().equals("read"))
            .mapToInt(Map.Entry::getValue)
            .sum();
    assertThat(sum).as("%s", counts).isEqualTo(counts.get("read"));
  }

  private static int count(Map<String, Integer> counts, String name) {
    return counts.getOrDefault(name, 0);
  }

  /** The numbers of the line that begins with {@code read}. */
  private static Map<String, Integer> counts(Outcome outcome) {
    String line =
        outcome.out().lines().filter(l -> l.startsWith("read ")).findFirst().orElseThrow();
    Map<String, Integer> counts = new HashMap<>();
    Matcher read = Pattern.compile("read (\\d+)").matcher(line);
    assertThat(read.find()).isTrue();
    counts.put("read", Integer.valueOf(read.group(1)));
    Matcher others = Pattern.compile("(\\d+) ([a-z]+)").matcher(line);
    while (others.find()) {
      counts.put(others.group(2), Integer.valueOf(others.group(1)));
    }
    assertThat(counts.keySet()).contains("read", "new", "merged", "quarantined");
    return counts;
  }

  private static Set<String> allIds(Installation installation) {
    Set<String> ids = new HashSet<>();
    try (Server server = installation.server()) {
      Map<String, Object> arguments = new HashMap<>(Map.of("limit", 200));
      while (true) {
        Result page = server.search(arguments);
        ids.addAll(page.ids());
        String cursor = page.nextCursor();
        if (cursor == null) {
          return ids;
        }
        arguments.put("cursor", cursor);
      }
    }
  }
}
