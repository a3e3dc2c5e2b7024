package ai.kamiyo.bootstrap.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What came of reading the settings. */
public sealed interface Loading {
  /** What is wrong: warnings if the settings are ready, reasons if they are refused. */
  List<Problem> problems();

  /** For {@code config}, whatever came of it. */
  ConfigReport report();

  /** As a start of {@code serve} or stdio needs it: production's own rules are checked as well. */
  Loading forStart();

  /**
   * Fit to go on with. In development an unacceptable value was replaced by its default; the
   * problems say which.
   */
  record Ready(Settings settings, List<Problem> problems, ConfigReport report) implements Loading {
    @Override
    public Loading forStart() {
      List<Problem> reasons = ProductionRules.problems(settings);
      return reasons.isEmpty() ? this : new Refused(settings, reasons, report);
    }
  }

  /**
   * Not fit to go on with.
   *
   * @param provisional the settings with defaults in place of what was refused
   */
  record Refused(Settings provisional, List<Problem> problems, ConfigReport report)
      implements Loading {
    @Override
    public Loading forStart() {
      Set<String> known = problems.stream().map(Problem::subject).collect(Collectors.toSet());
      List<Problem> all = new ArrayList<>(problems);
      ProductionRules.problems(provisional).stream()
          .filter(problem -> !known.contains(problem.subject()))
          .forEach(all::add);
      return new Refused(provisional, List.copyOf(all), report);
    }
  }

  static Loading of(Values values, Settings settings) {
    UnknownNames unknown = UnknownNames.in(values.sources(), Registry.names());
    List<Problem> problems = new ArrayList<>(values.problems());
    problems.addAll(unknown.problems());
    ConfigReport report = new ConfigReport(values, unknown.ignored());
    boolean refused =
        problems.stream().anyMatch(Problem::grave)
            || (settings.production() && !problems.isEmpty());
    return refused
        ? new Refused(settings, List.copyOf(problems), report)
        : new Ready(settings, List.copyOf(problems), report);
  }
}
