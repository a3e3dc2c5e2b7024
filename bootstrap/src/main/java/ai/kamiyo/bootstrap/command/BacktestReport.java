package ai.kamiyo.bootstrap.command;

import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.RiskView.Basis;
import ai.kamiyo.domain.risk.backtest.Backtest;
import ai.kamiyo.domain.risk.backtest.Drift;
import ai.kamiyo.domain.risk.backtest.Ranking.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The figures of a trial, for people and for machines. */
final class BacktestReport {
  private BacktestReport() {}

  static List<String> lines(Backtest test) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d protocols as of %s, judged by what happened until %s",
            test.trial().cases().size(),
            test.trial().asOf(),
            test.trial().end()));
    lines.add(
        String.format(
            Locale.ROOT,
            "hit: %d (left out: %d rug pulls, thefts from custody, drained wallets)",
            test.trial().hits(),
            test.trial().excluded()));
    lines.add("AUC " + told(test.auc()));
    lines.add("AUC of the category alone " + told(test.categoryOnly()));
    lines.add("difference, paired " + told(test.gain()));
    test.sizeOnly().ifPresent(size -> lines.add("AUC of log TVL alone " + told(size)));
    lines.add(
        String.format(
            Locale.ROOT, "hits in the top tenth: %.0f %%", 100 * test.recallInTopTenth()));
    lines.add(
        String.format(
            Locale.ROOT,
            "expected hits %.1f, 90 %% predictive interval %d to %d: %d came, %s",
            test.expected(),
            test.low(),
            test.high(),
            test.trial().hits(),
            test.totalIsInside() ? "inside" : "OUTSIDE"));
    for (Drift.Year year : test.drift().years()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  a year earlier, from %s: %.1f expected, %d came",
              year.from(),
              year.expected(),
              year.hits()));
    }
    lines.add(
        String.format(Locale.ROOT, "mean AUC of 200 shuffled controls %.3f", test.shuffled()));
    lines.add("by tenths, highest first: protocols, expected, hit");
    for (Backtest.Tenth tenth : test.calibration()) {
      lines.add(
          String.format(
              Locale.ROOT, "  %,5d %6.1f %4d", tenth.protocols(), tenth.expected(), tenth.hits()));
    }
    lines.add(
        "parameters are the shipped ones, chosen on windows from "
            + Parameters.CHOSEN_SINCE
            + " to "
            + Parameters.CHOSEN_UNTIL
            + "; everything else is learnt from incidents up to "
            + test.trial().asOf());
    if (!test.isOutOfSample()) {
      lines.add(
          "WARNING: parameters were chosen on incidents after this day, so these figures say little"
              + " of how good the model is; begin on "
              + Parameters.CHOSEN_UNTIL
              + " or later");
    }
    return lines;
  }

  private static String told(Interval interval) {
    return String.format(
        Locale.ROOT,
        "%.3f (95 %%: %.3f to %.3f)",
        interval.value(),
        interval.low(),
        interval.high());
  }

  static void write(Backtest test, JsonGenerator json) {
    json.writeStringProperty("as_of", test.trial().asOf().toString());
    json.writeStringProperty("until", test.trial().end().toString());
    json.writeNumberProperty("protocols", test.trial().cases().size());
    json.writeNumberProperty("hits", test.trial().hits());
    json.writeNumberProperty("excluded", test.trial().excluded());
    write("auc", test.auc(), json);
    write("auc_category_only", test.categoryOnly(), json);
    write("auc_difference", test.gain(), json);
    test.sizeOnly().ifPresent(size -> write("auc_log_tvl_only", size, json));
    json.writeNumberProperty("recall_top_decile", test.recallInTopTenth());
    json.writeNumberProperty("expected_hits", test.expected());
    json.writeArrayPropertyStart("predictive_interval_90");
    json.writeNumber(test.low());
    json.writeNumber(test.high());
    json.writeEndArray();
    json.writeBooleanProperty("total_inside_interval", test.totalIsInside());
    json.writeNumberProperty("shuffled_mean_auc", test.shuffled());
    json.writeArrayPropertyStart("calibration");
    for (Backtest.Tenth tenth : test.calibration()) {
      json.writeStartObject();
      json.writeNumberProperty("protocols", tenth.protocols());
      json.writeNumberProperty("expected", tenth.expected());
      json.writeNumberProperty("hits", tenth.hits());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringProperty("parameters_chosen_before", Parameters.CHOSEN_UNTIL.toString());
    json.writeBooleanProperty("out_of_sample", test.isOutOfSample());
    json.writeBooleanProperty(
        "learnt_from_universe", test.trial().view().basis() instanceof Basis.Universe);
  }

  private static void write(String name, Interval interval, JsonGenerator json) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("value", interval.value());
    json.writeArrayPropertyStart("interval_95");
    json.writeNumber(interval.low());
    json.writeNumber(interval.high());
    json.writeEndArray();
    json.writeEndObject();
  }
}
