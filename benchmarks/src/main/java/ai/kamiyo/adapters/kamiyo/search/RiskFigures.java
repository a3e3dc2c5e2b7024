package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.adapters.kamiyo.risk.PriorsFile;
import ai.kamiyo.adapters.kamiyo.risk.ReplicaRiskAssessment;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.Category;
import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.risk.RiskAssessment;
import ai.kamiyo.domain.risk.RiskQuestion;
import ai.kamiyo.domain.risk.backtest.Backtest;
import ai.kamiyo.domain.risk.backtest.Trial;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What one assessment costs with 7,000 protocols and 10,000 incidents in memory, the first of a day
 * apart, and what a backtest of them costs.
 */
public final class RiskFigures {
  private static final int PROTOCOLS = 7_000;
  private static final int INCIDENTS = 10_000;
  private static final int CALLS = 5_000;
  private static final int ROUNDS = 5;
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<String> CATEGORIES =
      List.of("Dexs", "Yield", "Lending", "Farm", "CDP", "Bridge", "Derivatives", "Liquid Staking");
  private static final List<String> CHAINS = List.of("Ethereum", "BSC", "Polygon", "Arbitrum");

  private final Random random = new Random(42);
  private final List<Exploit> exploits = Incidents.of(INCIDENTS);
  private final List<ProtocolListing> listings = listings();

  private RiskFigures() {}

  public static void main(String[] arguments) {
    new RiskFigures().measure();
  }

  /** Names that were hit, versions of others left out, and names like them. */
  private List<ProtocolListing> listings() {
    List<String> names =
        exploits.stream()
            .map(exploit -> exploit.victim().name().replace(" ", ""))
            .filter(name -> !name.matches(".*V\\d"))
            .distinct()
            .limit(PROTOCOLS / 2)
            .toList();
    List<ProtocolListing> made = new ArrayList<>();
    for (int i = 0; i < PROTOCOLS; i++) {
      String name = i < names.size() ? names.get(i) : names.get(i % names.size()) + " Sibling" + i;
      made.add(listing(name));
    }
    return made;
  }

  private ProtocolListing listing(String name) {
    List<Chain> chains =
        CHAINS.subList(0, random.nextInt(4) == 0 ? 3 : 1).stream().map(Chains::namedOrNew).toList();
    return new ProtocolListing(
        "made up",
        Optional.empty(),
        Optional.empty(),
        name,
        List.of(),
        Optional.of(Category.of(CATEGORIES.get(random.nextInt(CATEGORIES.size())))),
        chains,
        Optional.empty(),
        Optional.of(Usd.of((long) Math.pow(10, 3 + 6 * random.nextDouble()))),
        LocalDate.ofInstant(NOW, ZoneOffset.UTC),
        false);
  }

  private void measure() {
    RiskAssessment risk = assessment();
    long start = System.nanoTime();
    risk.assess(about(listings.getFirst().name()));
    System.out.printf(
        Locale.ROOT,
        "%,d protocols, %,d incidents: the first assessment of a day %.0f ms%n",
        PROTOCOLS,
        INCIDENTS,
        (System.nanoTime() - start) / 1e6);
    told("by its name", risk, i -> listed());
    backtest();
    told("by a name with a letter too many", risk, i -> listed() + "q");
    told("a name nobody knows", risk, i -> "Zqxv" + i + " Unheard");
  }

  private RiskAssessment assessment() {
    DataStatus data =
        new DataStatus(
            Optional.of(LocalDate.of(2026, 10, 31)),
            List.of(
                new FeedStatus(
                    "made-up",
                    Optional.of(LocalDate.of(2026, 10, 31)),
                    INCIDENTS,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    false)),
            INCIDENTS,
            false);
    Set<ExploitId> surveyed = exploits.stream().map(Exploit::id).collect(Collectors.toSet());
    Snapshot snapshot = new Snapshot(new ExploitIndex(exploits), data, List.of(), surveyed);
    Snapshots snapshots =
        new Snapshots() {
          @Override
          public Snapshot awaited() {
            return snapshot;
          }

          @Override
          public DataStatus status() {
            return data;
          }
        };
    return new ReplicaRiskAssessment(
        snapshots, () -> listings, PriorsFile::shipped, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private String listed() {
    return listings.get(random.nextInt(PROTOCOLS)).name();
  }

  private static RiskQuestion about(String name) {
    return new RiskQuestion(name, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  private static void told(String how, RiskAssessment risk, IntFunction<String> name) {
    double[] medians = new double[ROUNDS];
    double[] late = new double[ROUNDS];
    round(risk, name);
    for (int round = 0; round < ROUNDS; round++) {
      long[] took = round(risk, name);
      medians[round] = took[took.length / 2] / 1_000.0;
      late[round] = took[took.length * 99 / 100] / 1_000.0;
    }
    Arrays.sort(medians);
    Arrays.sort(late);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.1f µs, 99th percentile %.1f µs (medians of %d rounds of %,d)%n",
        how,
        medians[ROUNDS / 2],
        late[ROUNDS / 2],
        ROUNDS,
        CALLS);
  }

  private static long[] round(RiskAssessment risk, IntFunction<String> name) {
    long[] took = new long[CALLS];
    long statements = 0;
    for (int i = 0; i < CALLS; i++) {
      RiskQuestion question = about(name.apply(i));
      long start = System.nanoTime();
      statements += risk.assess(question).statement().length();
      took[i] = System.nanoTime() - start;
    }
    if (statements == 0) {
      throw new IllegalStateException("every answer has a statement");
    }
    Arrays.sort(took);
    return took;
  }

  private void backtest() {
    double[] seconds = new double[ROUNDS];
    long hits = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      Backtest test =
          Backtest.of(
              new Trial.Data(listings, exploits, exploits),
              LocalDate.of(2023, 7, 24),
              LocalDate.of(2025, 9, 30),
              Parameters.SHIPPED);
      seconds[round] = (System.nanoTime() - start) / 1e9;
      hits = test.trial().hits();
    }
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "a backtest of %,d protocols, %,d hit: median %.2f s of %.2f to %.2f%n",
        PROTOCOLS,
        hits,
        seconds[ROUNDS / 2],
        seconds[0],
        seconds[ROUNDS - 1]);
  }
}
