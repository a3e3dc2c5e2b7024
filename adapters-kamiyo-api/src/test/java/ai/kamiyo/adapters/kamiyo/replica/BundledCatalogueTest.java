package ai.kamiyo.adapters.kamiyo.replica;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.Samples;
import ai.kamiyo.adapters.kamiyo.feed.BundledFeed;
import ai.kamiyo.adapters.kamiyo.feed.DirectoryEntry;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Status;
import ai.kamiyo.domain.text.Names;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** The catalogue that ships inside: large and varied enough, sound, and true to the samples. */
class BundledCatalogueTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  /** What people argue about: our figure is explained in the row's own summary. */
  private static final Set<String> OWN_FIGURE = Set.of("kucoin-2020-09-25", "kucoin-2020-09-26");

  private final List<ExploitReport> reports = new BundledFeed().read().reports();
  private final List<DirectoryEntry> directory = new BundledFeed().directory();

  @Test
  void itIsLargeAndVariedEnough() {
    Set<RootCause> causes =
        reports.stream().flatMap(r -> r.rootCause().stream()).collect(Collectors.toSet());
    Set<Chain> chains =
        exploits().stream().flatMap(e -> e.chains().stream()).collect(Collectors.toSet());
    System.out.printf(
        "bundled: %d incidents, %d root causes, %d chains, %d protocols%n",
        reports.size(), causes.size(), chains.size(), directory.size());
    assertThat(reports).hasSizeGreaterThanOrEqualTo(150);
    assertThat(causes).hasSizeGreaterThanOrEqualTo(12);
    assertThat(chains).hasSizeGreaterThanOrEqualTo(15);
  }

  @Test
  void everyReportBecomesAnExploitOfItsOwnUnderItsFixedId() {
    Catalogue catalogue = catalogue();
    assertThat(catalogue.quarantined()).isEmpty();
    assertThat(catalogue.exploits()).hasSameSizeAs(reports);
    for (ExploitReport report : reports) {
      Exploit exploit = catalogue.byReport().get(report.key());
      assertThat(Optional.ofNullable(exploit).map(Exploit::id)).isEqualTo(report.id());
    }
  }

  @Test
  void everyStatusIsEarned() {
    Map<Status, Long> statuses =
        exploits().stream().collect(Collectors.groupingBy(Exploit::status, Collectors.counting()));
    System.out.println("bundled: " + statuses);
    assertThat(statuses.getOrDefault(Status.SINGLE_SOURCE, 0L)).isLessThan(reports.size() / 3L);
    assertThat(exploits()).allMatch(e -> !e.evidence().sources().isEmpty());
  }

  @Test
  void theDirectoryKnowsEveryVictimAndManyWhoWereNotHit() {
    Directory index = new Directory(directory);
    Set<String> hit = new HashSet<>();
    for (ExploitReport report : reports) {
      Optional<DirectoryEntry> entry = index.find(report.protocol());
      assertThat(entry).as(report.protocol()).isPresent();
      hit.add(entry.orElseThrow().id());
    }
    long others = directory.stream().filter(entry -> !hit.contains(entry.id())).count();
    System.out.printf("directory: %d protocols that the catalogue does not name%n", others);
    assertThat(others).isGreaterThanOrEqualTo(300);
    assertThat(index.find("lido")).isPresent();
  }

  @Test
  void noNameBelongsToTwoProtocols() {
    Map<String, String> owners = new HashMap<>();
    for (DirectoryEntry entry : directory) {
      Set<String> keys = new HashSet<>();
      keys.add(Names.key(entry.name()));
      entry.aliases().forEach(alias -> keys.add(Names.key(alias)));
      for (String key : keys) {
        assertThat(owners.putIfAbsent(key, entry.id())).as(key + " of " + entry.id()).isNull();
      }
    }
  }

  @Test
  void everyRowAgreesWithTheSamplesThatCoverIt() throws Exception {
    List<Sample> samples = samples();
    Directory index = new Directory(directory);
    Normaliser normaliser = new Normaliser(index);
    List<String> unmatched = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (ExploitReport report : reports) {
      Set<String> names = normaliser.statement(report).nameKeys();
      List<BigDecimal> figures =
          samples.stream()
              .filter(s -> Math.abs(ChronoUnit.DAYS.between(s.date, report.date())) <= 3)
              .filter(s ->
                  names.contains(Names.key(s.name)) || names.contains(Normaliser.coreOf(s.name)))
              .flatMap(s -> s.loss.stream())
              .toList();
      String id = report.id().orElseThrow().value();
      if (figures.isEmpty()) {
        unmatched.add(id);
      } else if (report.loss().isPresent() && !OWN_FIGURE.contains(id)) {
        BigDecimal low = figures.stream().min(BigDecimal::compareTo).orElseThrow();
        BigDecimal high = figures.stream().max(BigDecimal::compareTo).orElseThrow();
        BigDecimal loss = report.loss().get();
        boolean within =
            loss.compareTo(low.multiply(new BigDecimal("0.9"))) >= 0
                && loss.compareTo(high.multiply(new BigDecimal("1.1"))) <= 0;
        if (!within) {
          wrong.add(id + " " + loss + " not in " + low + ".." + high);
        }
      }
    }
    System.out.println("rows that no sample covers: " + unmatched);
    assertThat(wrong).isEmpty();
    assertThat(unmatched).hasSizeLessThan(40);
  }

  private record Sample(String name, LocalDate date, Optional<BigDecimal> loss) {}

  private static List<Sample> samples() throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (String file :
        List.of("defillama-hacks.json", "hacks-known-2026-01.json", "outcomes-2026-train.json")) {
      for (JsonNode row : JsonMapper.shared().readTree(Samples.file(file))) {
        LocalDate date = LocalDate.ofEpochDay(row.get("date").asLong() / 86_400);
        samples.add(new Sample(row.get("name").asString(), date, amount(row.path("amount"))));
      }
    }
    JsonNode blockSec = JsonMapper.shared().readTree(Samples.file("blocksec-incidents.json"));
    for (JsonNode row : blockSec.get("list")) {
      LocalDate date = LocalDate.ofEpochDay(row.get("date").asLong() / 86_400_000);
      samples.add(new Sample(row.get("project").asString(), date, amount(row.path("loss"))));
    }
    try (var events =
        new CsvMapper()
            .readerFor(Map.class)
            .with(CsvSchema.emptySchema().withHeader())
            .<Map<String, String>>readValues(
                Files.newBufferedReader(Samples.file("events-consolidated.csv")))) {
      while (events.hasNextValue()) {
        Map<String, String> row = events.nextValue();
        samples.add(
            new Sample(
                String.valueOf(row.get("name")),
                LocalDate.parse(String.valueOf(row.get("date"))),
                Optional.ofNullable(row.get("loss_usd"))
                    .filter(text -> !text.isBlank())
                    .map(BigDecimal::new)));
      }
    }
    return samples;
  }

  private static Optional<BigDecimal> amount(JsonNode node) {
    String text = node.asString("");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new BigDecimal(text)).filter(amount -> amount.signum() > 0);
  }

  private Catalogue catalogue() {
    return Catalogue.of(
        reports,
        new Normaliser(new Directory(directory)),
        new Quarantine(CLOCK),
        new Identities(new Register(), BundledFeed.PUBLISHED, Optional.empty()));
  }

  private List<Exploit> exploits() {
    return catalogue().exploits();
  }
}
