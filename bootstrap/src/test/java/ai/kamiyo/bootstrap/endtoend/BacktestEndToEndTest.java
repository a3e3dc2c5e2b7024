package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.risk.PriorsFile;
import ai.kamiyo.domain.risk.RiskPriors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code backtest}, over a made-up universe in which lending is hit and exchanging is not. */
class BacktestEndToEndTest {
  private static final int PROTOCOLS = 1_200;
  private static final String DAY = "2024-01-01";

  @TempDir Path folder;
  private Installation installation;
  private Path protocols = Path.of("");
  private Path incidents = Path.of("");

  @BeforeEach
  void install() throws IOException {
    installation = new Installation(folder);
    protocols = folder.resolve("list.csv");
    incidents = folder.resolve("hacks.json");
    StringBuilder list = new StringBuilder("Name,Chain,Category\n");
    for (int n = 0; n < PROTOCOLS; n++) {
      list.append(name(n))
          .append(",Ethereum,")
          .append(n % 2 == 0 ? "Lending" : "Dexs")
          .append('\n');
    }
    Files.writeString(protocols, list);
    List<String> hacks = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      LocalDate day = LocalDate.of(2022, 1, 15).plusDays(18L * n);
      hacks.add(
          "{\"date\":%d,\"name\":\"%s\",\"amount\":100000,\"technique\":\"Reentrancy\",\"chain\":[\"Ethereum\"]}"
              .formatted(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond(), name(20 * n)));
    }
    Files.writeString(incidents, hacks.toString());
  }

  private static String name(int n) {
    return "Made%04dup".formatted(n);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  private Outcome backtest(String day, String horizon, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "backtest",
                "--protocols",
                protocols.toString(),
                "--incidents",
                incidents.toString(),
                "--as-of",
                day,
                "--horizon",
                horizon));
    words.addAll(List.of(more));
    return installation.run(words.toArray(String[]::new));
  }

  @Test
  void theFiguresAreToldInLines() {
    Outcome outcome = backtest(DAY, "365");
    assertThat(outcome.exit()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("1,200 protocols as of 2024-01-01, judged by what happened until 2024-12-31")
        .containsPattern("hit: 2\\d ")
        .contains("AUC 0.7", "AUC of the category alone", "difference, paired")
        .contains("90 % predictive interval", "shuffled controls 0.", "by tenths")
        .doesNotContain("WARNING");
  }

  @Test
  void theFiguresAreToldAsJson() {
    Outcome outcome = backtest(DAY, "365", "--json");
    assertThat(outcome.exit()).as(outcome.all()).isZero();
    JsonNode json = Json.read(outcome.out());
    assertThat(json.path("protocols").asInt()).isEqualTo(PROTOCOLS);
    assertThat(json.path("hits").asInt()).isBetween(20, 25);
    assertThat(json.at("/auc/value").asDouble()).isBetween(0.7, 0.8);
    assertThat(json.at("/auc/interval_95").size()).isEqualTo(2);
    assertThat(json.path("calibration").size()).isEqualTo(10);
    assertThat(json.path("predictive_interval_90").size()).isEqualTo(2);
    assertThat(json.path("shuffled_mean_auc").asDouble()).isBetween(0.45, 0.55);
    assertThat(json.path("learnt_from_universe").asBoolean()).isTrue();
    assertThat(json.path("out_of_sample").asBoolean()).isTrue();
  }

  @Test
  void beginningBeforeTheParametersWereChosenIsWarnedOf() {
    Outcome lines = backtest("2023-07-01", "90");
    assertThat(lines.exit()).as(lines.all()).isZero();
    assertThat(lines.out()).contains("WARNING: parameters were chosen on incidents after this day");
    JsonNode json = Json.read(backtest("2023-07-01", "90", "--json").out());
    assertThat(json.path("out_of_sample").asBoolean(true)).isFalse();
  }

  @Test
  void baseRatesAreWrittenAndYearsThatAreThereAreKept() {
    Path file = folder.resolve("priors.json");
    assertThat(backtest(DAY, "180", "--fit", file.toString()).exit()).isZero();
    RiskPriors first = PriorsFile.of(file).orElseThrow();
    assertThat(first.sizedOn()).isEqualTo(LocalDate.parse(DAY));
    assertThat(first.years()).extracting(RiskPriors.Year::year).contains(2022, 2023);
    assertThat(first.years()).extracting(RiskPriors.Year::year).doesNotContain(2024);
    assertThat(backtest("2025-01-01", "30", "--fit", file.toString()).exit()).isZero();
    RiskPriors second = PriorsFile.of(file).orElseThrow();
    assertThat(second.years()).containsAll(first.years());
    assertThat(second.years()).extracting(RiskPriors.Year::year).contains(2024);
    assertThat(PriorsFile.measured(file)).filteredOn(line -> line.startsWith("AUC 0.")).hasSize(2);
  }

  @Test
  void whatCannotBeTriedIsSaid() {
    assertThat(backtest(DAY, "0").exit()).isEqualTo(2);
    assertThat(backtest("yesterday", "365").exit()).isEqualTo(2);
    Outcome early = backtest("2020-01-01", "365");
    assertThat(early.exit()).isEqualTo(1);
    assertThat(early.err()).contains("holds no incident up to 2020-01-01");
  }
}
