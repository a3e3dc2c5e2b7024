package ai.kamiyo.adapters.kamiyo.risk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.backtest.Backtest;
import ai.kamiyo.domain.risk.backtest.Drift;
import ai.kamiyo.domain.risk.backtest.Ranking.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The figures of docs/risk-model.md are those that the samples give today; {@code
 * -Ddocs.write=true} writes them anew.
 */
class RiskModelPageTest {
  private static final Path PAGE = Path.of("../docs/risk-model.md");
  private static final String BEGIN = "<!-- measured by RiskModelPageTest: do not edit -->\n";
  private static final String END = "<!-- end of what is measured -->\n";

  @Test
  void thePageTellsWhatIsMeasured() throws IOException {
    String measured = measured();
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(begin).isLessThanOrEqualTo(end);
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page.substring(0, begin) + measured + page.substring(end));
    } else {
      assertThat(page.substring(begin, end)).isEqualTo(measured);
    }
  }

  private static String measured() throws IOException {
    LocalDate early = Parameters.CHOSEN_UNTIL;
    LocalDate late = LocalDate.of(2026, 2, 2);
    List<Backtest> tests =
        List.of(
            Backtest.of(BacktestSamplesTest.early(), early, early.plusYears(1), Parameters.SHIPPED),
            Backtest.of(
                BacktestSamplesTest.early(), early, LocalDate.of(2025, 9, 30), Parameters.SHIPPED),
            Backtest.of(
                BacktestSamplesTest.late(), late, LocalDate.of(2026, 5, 31), Parameters.SHIPPED));
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "| window | protocols | hit | AUC | category alone | difference, paired | log TVL alone |");
    lines.add("|---|---|---|---|---|---|---|");
    tests.forEach(test -> lines.add(ranked(test)));
    lines.add("");
    lines.add(
        "| window | expected | 90 % predictive | came | top tenth | shuffled | years before |");
    lines.add("|---|---|---|---|---|---|---|");
    tests.forEach(test -> lines.add(levels(test)));
    lines.add("");
    lines.add("Expected and hit by tenths of the protocols, the highest rates first:");
    lines.add("");
    lines.add(
        "| tenth | "
            + String.join(" | ", tests.stream().map(RiskModelPageTest::window).toList())
            + " |");
    lines.add("|---|---|---|---|");
    for (int n = 0; n < 10; n++) {
      StringBuilder line = new StringBuilder("| " + (n + 1));
      for (Backtest test : tests) {
        Backtest.Tenth tenth = test.calibration().get(n);
        line.append(String.format(Locale.ROOT, " | %.1f, %d", tenth.expected(), tenth.hits()));
      }
      lines.add(line + " |");
    }
    lines.add("");
    return String.join("\n", lines) + "\n";
  }

  private static String window(Backtest test) {
    return test.trial().asOf() + " to " + test.trial().end();
  }

  private static String ranked(Backtest test) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %d | %s | %s | %s | %s |",
        window(test),
        test.trial().cases().size(),
        test.trial().hits(),
        told(test.auc()),
        told(test.categoryOnly()),
        told(test.gain()),
        test.sizeOnly().map(RiskModelPageTest::told).orElse("–"));
  }

  private static String levels(Backtest test) {
    List<String> before = test.drift().years().stream().map(RiskModelPageTest::told).toList();
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %d to %d | %d | %.0f %% | %.3f | %s |",
        window(test),
        test.expected(),
        test.low(),
        test.high(),
        test.trial().hits(),
        100 * test.recallInTopTenth(),
        test.shuffled(),
        String.join("; ", before));
  }

  private static String told(Drift.Year year) {
    return String.format(Locale.ROOT, "%.0f expected, %d came", year.expected(), year.hits());
  }

  private static String told(Interval interval) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", interval.value(), interval.low(), interval.high());
  }
}
