package ai.kamiyo.adapters.kamiyo.search;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.KamiyoSettings;
import ai.kamiyo.adapters.kamiyo.Samples;
import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitPage;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.ExploitSearch;
import ai.kamiyo.domain.exploit.Filters;
import ai.kamiyo.domain.exploit.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well the search finds what people look for, measured over the imported samples. The truth is
 * taken from the raw rows, not from our own tables.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchQualityTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private KamiyoAdapter adapter = adapter(Path.of("unused"), Set.of("bundled"));
  private ExploitSearch search = adapter.exploitSearch();
  private final List<RawRow> rows = new ArrayList<>();
  private List<RawRow> named = List.of();
  private final Map<String, String> ids = new HashMap<>();

  /** What rows write that name nobody. */
  private static final Set<String> NAMELESS = Set.of("Unknown", "unknown", "unkonwn", "N/A");

  /** A row of a sample as it stands: the victim's name, and all its words in lower case. */
  private record RawRow(String key, String name, String text) {}

  @BeforeAll
  void importSamples(@TempDir Path home) throws IOException {
    adapter = adapter(home, Set.of("imported"));
    load(ImportFormat.DEFILLAMA, "defillama-hacks.json");
    load(ImportFormat.KAMIYO, "kamiyo-exploits.json");
    load(ImportFormat.BLOCKSEC, "blocksec-incidents.json");
    readRaw(home);
    adapter.start();
    search = adapter.exploitSearch();
  }

  @AfterAll
  void close() {
    adapter.close();
  }

  @Test
  void anIncidentOfTheProtocolAskedForByNameComesFirst() {
    double found = meanReciprocalRank(named.stream().map(row -> new Asked(row, row.name)).toList());
    System.out.printf("known item by name: MRR %.4f over %d rows%n", found, named.size());
    assertThat(found).isGreaterThanOrEqualTo(0.995);
  }

  @Test
  void oneTypoInANameIsForgiven() {
    Random seeded = new Random(20261123);
    List<Asked> typos =
        named.stream()
            .filter(row -> row.name.length() >= 5)
            .map(row -> new Asked(row, edited(row.name, seeded)))
            .toList();
    double found = meanReciprocalRank(typos);
    System.out.printf("known item with one typo: MRR %.4f over %d rows%n", found, typos.size());
    assertThat(found).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void techniqueWordsFindExactlyTheIncidentsWhoseRawTextCarriesThem() {
    for (String[] word :
        new String[][] {
          {"flash loan", "flash[ -]?loan"},
          {"flashloan", "flash[ -]?loan"},
          {"reentrancy", "re-?entran"},
          {"re-entrancy", "re-?entran"},
          {"oracle", "oracle"},
          {"donation", "donat(ion|e)"},
          {"governance", "governance"},
          {"phishing", "phishing"},
          {"signature", "signature"},
          {"rounding", "rounding"},
          {"malware", "malware"},
          {"delegatecall", "delegate ?call"},
          {"cloudflare", "cloudflare"},
          {"slippage", "slippage"},
          {"misconfiguration", "misconfiguration"},
          {"dns", "\\bdns\\b"},
          {"vyper", "vyper"},
          {"compromised", "compromised"}
        }) {
      Set<String> truth = carrying(Pattern.compile(word[1]));
      Set<String> found = new TreeSet<>();
      for (Exploit exploit : all(word[0])) {
        found.add(exploit.id().value());
      }
      System.out.printf(
          "technique \"%s\": %d found, %d true%n", word[0], found.size(), truth.size());
      assertThat(found).as(word[0]).isEqualTo(truth);
      assertThat(found).as(word[0]).isNotEmpty();
    }
  }

  @Test
  void whatAPersonWouldTypeHasTheIncidentAmongTheFirstFive() {
    int found = 0;
    for (String[] asked : PARAPHRASES) {
      List<Exploit> five = first(asked[0], 5).exploits();
      boolean there =
          five.stream()
              .anyMatch(e -> isOf(e, asked[1]) && e.date().toString().startsWith(asked[2]));
      found += there ? 1 : 0;
      if (!there) {
        System.out.printf(
            "  not among five: \"%s\" %s%n", asked[0], five.stream().map(Exploit::id).toList());
      }
    }
    double share = (double) found / PARAPHRASES.length;
    System.out.printf("paraphrases among the first five: %.3f of %d%n", share, PARAPHRASES.length);
    assertThat(share).isGreaterThanOrEqualTo(0.9);
  }

  /** What is typed, whose incident is meant, and when it was. */
  private static final String[][] PARAPHRASES = {
    {"axie bridge 2022", "Ronin Bridge", "2022-03"},
    {"the big bybit hack", "Bybit", "2025-02"},
    {"curve vyper bug", "Curve DEX", "2023-07"},
    {"Ronn bridge", "Ronin Bridge", "2022"},
    {"Eular", "Euler V1", "2023-03"},
    {"euler flash loan 2023", "Euler V1", "2023-03"},
    {"wormhole solana bridge hack", "Wormhole", "2022-02"},
    {"nomad bridge trusted root", "Nomad", "2022-08"},
    {"poly network heist", "Poly Network", "2021-08"},
    {"cetus sui hack", "Cetus AMM", "2025-05"},
    {"mango markets price manipulation", "Mango Markets", "2022-10"},
    {"beanstalk governance attack", "Beanstalk", "2022-04"},
    {"harmony horizon bridge", "Harmony", "2022-06"},
    {"kyberswap 2023", "KyberSwap", "2023-11"},
    {"kyber swap elastic exploit", "KyberSwap", "2023-11"},
    {"radiant capital private key", "Radiant V2", "2024-10"},
    {"wazirx multisig phishing", "WazirX", "2024-07"},
    {"dmm bitcoin japan", "DMM Bitcoin", "2024-05"},
    {"orbit bridge new year", "Orbit Bridge", "2023-12"},
    {"multichain july 2023", "Multichain", "2023-07"},
    {"platypus finance flashloan", "Platypus Finance", "2023"},
    {"balancer frontend dns", "Balancer V2", "2023-09"},
    {"badger dao cloudflare", "Badger DAO", "2021-12"},
    {"cream finance flash loan october 2021", "CREAM Lending", "2021-10"},
    {"uwu lend oracle", "UwU Lend", "2024-06"},
    {"penpie reentrancy", "Penpie", "2024-09"},
    {"sonne donation attack", "Sonne Finance", "2024-05"},
    {"hundred finance optimism", "Hundred Finance", "2023-04"},
    {"bnb chain bridge proof bug", "BNB Bridge", "2022-10"},
    {"wintermute vanity address", "Wintermute", "2022-09"},
    {"zklend starknet rounding", "zkLend", "2025-02"},
    {"bunni hook rounding", "Bunni", "2025-09"},
    {"gmx v1 reentrancy 2025", "GMX V1 Perps", "2025-07"},
    {"nobitex iran", "Nobitex", "2025-06"},
    {"munchables blast rogue developer", "Munchables", "2024-03"},
    {"prisma finance migrate", "Prisma Finance", "2024-03"},
    {"level finance referral", "Level Finance", "2023-05"},
    {"deus dei burn", "DEUS Finance", "2023-05"},
    {"qubit bridge bsc", "Qubit", "2022-01"},
    {"phemex hot wallet", "Phemex", "2025-01"}
  };

  /** The raw rows of all three samples, keyed as the import keys them. */
  private void readRaw(Path home) throws IOException {
    Map<String, Integer> repeats = new HashMap<>();
    for (JsonNode row : json("defillama-hacks.json")) {
      String name = row.get("name").asString().strip();
      String key =
          "defillama:" + name + "|" + LocalDate.ofEpochDay(row.get("date").asLong() / 86400);
      int count = repeats.merge(key, 1, Integer::sum);
      rows.add(
          new RawRow(count == 1 ? key : key + "#" + count, name, words(row, "name", "technique")));
    }
    for (JsonNode row : json("kamiyo-exploits.json")) {
      String words = words(row, "protocol", "category", "description");
      rows.add(
          new RawRow("kamiyo:" + row.get("id").asString(), row.get("protocol").asString(), words));
    }
    for (JsonNode row : json("blocksec-incidents.json").get("list")) {
      String words = words(row, "project", "rootCause");
      rows.add(
          new RawRow("blocksec:" + row.get("id").asString(), row.get("project").asString(), words));
    }
    for (String line : Files.readAllLines(home.resolve("imported/catalogue.jsonl"))) {
      JsonNode assignment = JsonMapper.shared().readTree(line);
      if (assignment.has("of")) {
        ids.put(assignment.get("of").asString(), assignment.get("id").asString());
      }
    }
    rows.removeIf(row -> !ids.containsKey(row.key)); // in quarantine
    named = rows.stream().filter(row -> !NAMELESS.contains(row.name)).toList();
  }

  private static JsonNode json(String sample) {
    return JsonMapper.shared().readTree(Samples.file(sample));
  }

  private static String words(JsonNode row, String... fields) {
    return Stream.of(fields)
        .map(field -> row.path(field).asString(""))
        .collect(Collectors.joining(" . "))
        .toLowerCase(Locale.ROOT);
  }

  /** The exploits told by at least one raw row with the words. */
  private Set<String> carrying(Pattern words) {
    Set<String> carrying = new TreeSet<>();
    for (RawRow row : rows) {
      if (words.matcher(row.text).find()) {
        carrying.add(Objects.requireNonNull(ids.get(row.key)));
      }
    }
    return carrying;
  }

  private List<Exploit> all(String text) {
    return pages(text(text), Sort.RELEVANCE);
  }

  private List<Exploit> pages(Filters filters, Sort sort) {
    List<Exploit> all = new ArrayList<>();
    ExploitQuery query =
        new ExploitQuery(filters, sort, Optional.empty(), 100, 100_000, Optional.empty());
    while (true) {
      ExploitPage page = search.search(query);
      all.addAll(page.exploits());
      if (page.next().isEmpty()) {
        assertThat(all).doesNotHaveDuplicates().hasSize((int) page.totalMatching());
        return all;
      }
      query = new ExploitQuery(filters, sort, Optional.empty(), 100, 100_000, page.next());
    }
  }

  private record Asked(RawRow row, String query) {}

  private double meanReciprocalRank(List<Asked> asked) {
    double sum = 0;
    for (Asked item : asked) {
      int rank = rank(item);
      sum += rank == 0 ? 0 : 1.0 / rank;
      if (rank != 1) {
        System.out.printf("  rank %d for \"%s\" (%s)%n", rank, item.query, item.row.name);
      }
    }
    return sum / asked.size();
  }

  /** The place of the first incident of the row's protocol; 0 if it is not on the first page. */
  private int rank(Asked asked) {
    List<Exploit> found = first(asked.query, 50).exploits();
    for (int i = 0; i < found.size(); i++) {
      if (isOf(found.get(i), asked.row.name)) {
        return i + 1;
      }
    }
    return 0;
  }

  private ExploitPage first(String text, int limit) {
    return search.search(ExploitQuery.first(text(text), Sort.RELEVANCE, Optional.empty(), limit));
  }

  private static boolean isOf(Exploit exploit, String name) {
    return Fields.names(exploit).anyMatch(n -> Fields.whole(n).equals(Fields.whole(name)));
  }

  /** One letter left out, doubled, replaced, or swapped with the next, in a word of the name. */
  private static String edited(String name, Random random) {
    while (true) {
      int at = 1 + random.nextInt(name.length() - 2);
      if (!Character.isLetter(name.charAt(at)) || !Character.isLetter(name.charAt(at + 1))) {
        continue;
      }
      String head = name.substring(0, at);
      char letter = name.charAt(at);
      String tail = name.substring(at + 1);
      return switch (random.nextInt(4)) {
        case 0 -> head + tail;
        case 1 -> head + letter + letter + tail;
        case 2 -> head + (char) ('a' + random.nextInt(26)) + tail;
        default -> head + tail.charAt(0) + letter + tail.substring(1);
      };
    }
  }

  private static Filters text(String text) {
    return new Filters(
        Optional.of(text),
        Filters.NONE.dates(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void load(ImportFormat format, String sample) throws IOException {
    adapter.incidentImport().load(format, List.of(Samples.file(sample)), progress -> {});
  }

  private static KamiyoAdapter adapter(Path home, Set<String> feeds) {
    return new KamiyoAdapter(
        new KamiyoSettings(
            home,
            feeds,
            Duration.ofMinutes(5),
            Duration.ofDays(1),
            true,
            Optional.empty(),
            new KamiyoSettings.DefiLlama(KamiyoSettings.DefiLlama.PUBLIC, Optional.empty()),
            KamiyoSettings.Wallet.NOTHING),
        CLOCK);
  }
}
