package ai.kamiyo.adapters.kamiyo.replica;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.feed.DirectoryEntry;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.ExploitReport.Reference;
import ai.kamiyo.domain.exploit.Source;
import ai.kamiyo.domain.exploit.Status;
import ai.kamiyo.domain.exploit.Usd;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How reports become exploits: merged, identified, or held back. */
class CatalogueTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant PUBLISHED = Instant.parse("2026-11-01T00:00:00Z");
  private static final String TRANSACTION = "0x" + "ab".repeat(32);

  private Register register = new Register();

  @Test
  void twoListsThatTellTheSameAreOneExploitWithBothSourcesAndARange() {
    List<Exploit> exploits =
        of(
            report("defillama:a", "Cetus AMM", "2025-05-22", 223_000_000),
            report("blocksec:1", "Cetus", "2025-05-23", 200_000_000));
    assertThat(exploits).hasSize(1);
    Exploit cetus = exploits.getFirst();
    assertThat(cetus.victim().name()).isEqualTo("Cetus");
    assertThat(cetus.evidence().sources())
        .extracting(Source::name)
        .containsExactly("blocksec", "defillama");
    assertThat(cetus.loss().range().orElseThrow().low()).isEqualTo(Usd.of(200_000_000));
    assertThat(cetus.loss().range().orElseThrow().high()).isEqualTo(Usd.of(223_000_000));
    assertThat(cetus.status()).isEqualTo(Status.CORROBORATED);
    assertThat(cetus.id()).hasToString("cetus-2025-05-23");
  }

  @Test
  void twoRowsOfOneListAreTwoExploitsEvenOnOneDay() {
    List<Exploit> exploits =
        of(
            report("defillama:m1", "Merlin", "2021-05-26", 550_000),
            report("defillama:m2", "Merlin", "2021-05-26", 680_000),
            report("kamiyo:9", "Merlin", "2021-05-26", 680_000),
            report("kamiyo:8", "Merlin", "2021-05-26", 550_000));
    assertThat(exploits)
        .extracting(e -> e.id().value())
        .containsExactly("merlin-2021-05-26", "merlin-2021-05-26-2");
    assertThat(exploits).allMatch(e -> e.loss().range().isEmpty());
  }

  @Test
  void aFewDaysApartOrAnotherNameIsAnotherExploit() {
    assertThat(
            of(
                report("defillama:a", "Acme", "2024-01-01", 1),
                report("blocksec:1", "Acme", "2024-01-05", 1),
                report("blocksec:2", "Apex", "2024-01-01", 1)))
        .hasSize(3);
  }

  @Test
  void theSameTransactionIsTheSameExploitWhateverTheName() {
    assertThat(
            of(
                report("blocksec:1", "Unknown", "2024-01-01", 5).in(TRANSACTION),
                report("kamiyo:1", "Acme", "2024-01-02", 5).in(TRANSACTION)))
        .hasSize(1)
        .allMatch(e -> e.status() == Status.CONFIRMED);
  }

  @Test
  void nobodyKnownMergesWithNobodyElse() {
    assertThat(
            of(
                report("blocksec:1", "Unknown", "2024-01-01", 5).in("0x" + "1".repeat(64)),
                report("kamiyo:1", "Unknown", "2024-01-01", 5).in("0x" + "2".repeat(64))))
        .hasSize(2);
  }

  @Test
  void aCopyIsNoSecondSource() {
    ExploitReport copy = report("kamiyo:1", "Acme", "2024-01-01", 5).saidBy("defillama").get();
    ExploitReport original = report("defillama:a", "Acme", "2024-01-01", 5).get();
    assertThat(catalogue(List.of(copy, original)).exploits())
        .hasSize(1)
        .allMatch(e -> e.status() == Status.SINGLE_SOURCE);
  }

  @Test
  void anUnbelievableLossNeedsASecondSource() {
    ExploitReport alone = report("kamiyo:1", "Acme", "2024-01-01", 9_000_000_000L).get();
    Catalogue held = catalogue(List.of(alone));
    assertThat(held.exploits()).isEmpty();
    assertThat(held.quarantined().values())
        .extracting(Quarantined::reason)
        .containsExactly(
            "a loss of 9,000,000,000 USD, beyond 5 billion, and no second source says so");
    ExploitReport second = report("defillama:a", "Acme", "2024-01-01", 8_500_000_000L).get();
    assertThat(catalogue(List.of(alone, second)).exploits()).hasSize(1);
  }

  @Test
  void whereOneSourceIsAMillionTimesTooHighOnlyThatIsHeldBack() {
    Catalogue catalogue =
        catalogue(
            List.of(
                report("defillama:a", "Acme", "2024-01-01", 5_000_000_000_000L).get(),
                report("blocksec:1", "Acme", "2024-01-01", 5_000_000).get()));
    assertThat(catalogue.exploits()).hasSize(1);
    assertThat(catalogue.exploits().getFirst().loss().usd()).contains(Usd.of(5_000_000));
    assertThat(catalogue.quarantined()).containsOnlyKeys("defillama:a");
  }

  @Test
  void theOutcomeDoesNotDependOnTheOrder() {
    List<ExploitReport> reports = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String day = "2024-01-%02d".formatted(1 + i % 20);
      reports.add(report("defillama:" + i, "Acme " + i % 5, day, i + 1).get());
      reports.add(report("blocksec:" + i, "acme-" + i % 5, day, i + 2).get());
    }
    List<String> expected = told(catalogue(reports));
    for (int seed = 0; seed < 5; seed++) {
      register = new Register();
      Collections.shuffle(reports, new Random(seed));
      assertThat(told(catalogue(reports))).isEqualTo(expected);
    }
  }

  @Test
  void anIdOutlivesAMergeAsAnAliasAndIsNeverGivenAway() {
    ExploitReport early = report("blocksec:1", "Acme", "2024-01-01", 5).get();
    ExploitReport late = report("defillama:a", "Acme", "2024-01-09", 5).get();
    assertThat(catalogue(List.of(early, late)).exploits()).hasSize(2);

    ExploitReport corrected = report("defillama:a", "Acme", "2024-01-02", 5).get();
    Catalogue merged = catalogue(List.of(early, corrected));
    assertThat(merged.exploits()).hasSize(1);
    assertThat(merged.exploits().getFirst().id()).hasToString("acme-2024-01-01");
    assertThat(merged.exploits().getFirst().formerIds())
        .containsExactly(new ExploitId("acme-2024-01-09"));
    assertThat(catalogue(List.of(early, corrected)).exploits().getFirst().formerIds())
        .as("in a second build too, which learns nothing of the merger")
        .containsExactly(new ExploitId("acme-2024-01-09"));

    ExploitReport other = report("kamiyo:5", "Acme", "2024-01-09", 7).get();
    assertThat(catalogue(List.of(early, corrected, other)).exploits())
        .extracting(e -> e.id().value())
        .containsExactlyInAnyOrder("acme-2024-01-01", "acme-2024-01-09-2");
  }

  @Test
  void whatMergesTwiceKeepsTheIdsOfBothMergers() {
    ExploitReport first = report("blocksec:1", "Acme", "2024-01-01", 5).get();
    ExploitReport second = report("defillama:a", "Acme", "2024-01-09", 5).get();
    ExploitReport third = report("kamiyo:1", "Acme", "2024-01-19", 5).get();
    catalogue(List.of(first, second, third));
    ExploitReport moved = report("kamiyo:1", "Acme", "2024-01-10", 5).get();
    catalogue(List.of(first, second, moved));
    ExploitReport both = report("blocksec:1", "Acme", "2024-01-08", 5).get();
    List<Exploit> exploits = catalogue(List.of(both, second, moved)).exploits();
    assertThat(exploits).hasSize(1);
    assertThat(exploits.getFirst().id()).hasToString("acme-2024-01-01");
    assertThat(exploits.getFirst().formerIds())
        .containsExactlyInAnyOrder(
            new ExploitId("acme-2024-01-09"), new ExploitId("acme-2024-01-19"));
  }

  @Test
  void reportsThatPartKeepOneIdBetweenThem() {
    ExploitReport one = report("blocksec:1", "Acme", "2024-01-01", 5).get();
    ExploitReport two = report("defillama:a", "Acme", "2024-01-02", 5).get();
    assertThat(catalogue(List.of(one, two)).exploits()).hasSize(1);
    ExploitReport moved = report("defillama:a", "Acme", "2024-03-02", 5).get();
    assertThat(catalogue(List.of(one, moved)).exploits())
        .extracting(e -> e.id().value())
        .containsExactlyInAnyOrder("acme-2024-01-01", "acme-2024-03-02");
  }

  @Test
  void ourOwnIdWinsAndItsFirstSightStays() {
    ExploitReport imported = report("defillama:a", "Acme", "2024-01-02", 5).get();
    assertThat(catalogue(List.of(imported)).exploits().getFirst().firstSeen()).isEqualTo(NOW);
    ExploitReport ours = report("bundled:x", "Acme", "2024-01-01", 5).id("acme-2024-01-01").get();
    Exploit exploit = catalogue(List.of(ours, imported)).exploits().getFirst();
    assertThat(exploit.id()).hasToString("acme-2024-01-01");
    assertThat(exploit.formerIds()).containsExactly(new ExploitId("acme-2024-01-02"));
    assertThat(exploit.firstSeen()).isEqualTo(PUBLISHED);
  }

  @Test
  void chainsAreBroughtTogether() {
    Exploit exploit =
        of(
                report("defillama:a", "Acme", "2024-01-01", 5).chains("Binance", "xDai"),
                report("blocksec:1", "Acme", "2024-01-01", 5).chains("56", "1", "-3", "5"))
            .getFirst();
    assertThat(exploit.chains())
        .extracting(Chain::toString)
        .containsExactly(
            "BSC (eip155:56)", "Ethereum (eip155:1)", "Chain 5 (eip155:5)", "Gnosis (eip155:100)");
  }

  private static List<String> told(Catalogue catalogue) {
    return catalogue.exploits().stream()
        .map(e -> e.id() + " " + e.loss() + e.evidence().sources())
        .sorted()
        .toList();
  }

  private List<Exploit> of(Report... reports) {
    return catalogue(List.of(reports).stream().map(Report::get).toList()).exploits();
  }

  private Catalogue catalogue(List<ExploitReport> reports) {
    Directory directory =
        new Directory(
            List.of(
                new DirectoryEntry(
                    "cetus",
                    "Cetus",
                    List.of("Cetus AMM"),
                    "Dexs",
                    List.of(),
                    java.util.Optional.empty())));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return Catalogue.of(
        reports,
        new Normaliser(directory),
        new Quarantine(clock),
        new Identities(register, PUBLISHED, Optional.of(NOW)));
  }

  private static Report report(String key, String protocol, String date, long loss) {
    return new Report(key, protocol, LocalDate.parse(date), loss);
  }

  /** Makes reports. */
  private static final class Report {
    private final String key;
    private final String protocol;
    private final LocalDate date;
    private final long loss;
    private String publisher;
    private List<String> chains = List.of();
    private List<Reference> transactions = List.of();
    private Optional<ExploitId> id = Optional.empty();

    Report(String key, String protocol, LocalDate date, long loss) {
      this.key = key;
      this.protocol = protocol;
      this.date = date;
      this.loss = loss;
      this.publisher = key.substring(0, key.indexOf(':'));
    }

    Report in(String hash) {
      transactions = List.of(new Reference(Optional.of("1"), hash));
      return this;
    }

    Report saidBy(String name) {
      publisher = name;
      return this;
    }

    Report chains(String... names) {
      chains = List.of(names);
      return this;
    }

    Report id(String fixed) {
      id = Optional.of(new ExploitId(fixed));
      return this;
    }

    ExploitReport get() {
      Source source =
          new Source(
              publisher, Optional.empty(), Optional.of(Usd.of(loss)), Optional.empty(), false);
      return new ExploitReport(
          key,
          id,
          protocol,
          List.of(),
          List.of(),
          date,
          chains,
          Optional.of(new BigDecimal(loss)),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Set.of(),
          "",
          List.of(source),
          transactions,
          List.of(),
          Optional.empty());
    }
  }
}
