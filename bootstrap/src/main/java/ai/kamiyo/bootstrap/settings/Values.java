package ai.kamiyo.bootstrap.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the sources say about each setting, parsed; what was wrong is kept as problems. */
final class Values {
  private static final int QUOTABLE = 40;

  private final Sources sources;
  private final Map<String, Object> parsed = new HashMap<>();
  private final List<Problem> problems;

  private Values(Sources sources) {
    this.sources = sources;
    this.problems = new ArrayList<>(sources.problems());
  }

  static Values read(Sources sources, Iterable<Setting<?>> settings) {
    Values values = new Values(sources);
    for (Setting<?> setting : settings) {
      sources.find(setting.name()).ifPresent(found -> values.parse(setting, found));
    }
    return values;
  }

  /** The value of a setting that has a default. */
  <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow();
  }

  /** The set value, or the default if there is one. */
  <T> Optional<T> find(Setting<T> setting) {
    return set(setting).or(() -> setting.fallback().map(value -> value.apply(this)));
  }

  /** The value only if it was set, and was acceptable. */
  @SuppressWarnings("unchecked") // parse put it there under the name of its setting
  <T> Optional<T> set(Setting<T> setting) {
    return Optional.ofNullable((T) parsed.get(setting.name()));
  }

  /** Reports a set value that does not fit the others; its default counts from now on. */
  void reject(Setting<?> setting, String message) {
    parsed.remove(setting.name());
    problems.add(Problem.of(setting.name(), message));
  }

  /** Reports something that even development refuses. */
  void refuse(Setting<?> setting, String message) {
    problems.add(Problem.grave(setting.name(), message));
  }

  /** The layer that a setting's value came from. */
  String origin(Setting<?> setting) {
    return parsed.containsKey(setting.name())
        ? sources.find(setting.name()).orElseThrow().layer()
        : Sources.DEFAULT;
  }

  Sources sources() {
    return sources;
  }

  List<Problem> problems() {
    return problems;
  }

  private void parse(Setting<?> setting, Sources.Found found) {
    try {
      parsed.put(setting.name(), setting.kind().parse(found.text()));
    } catch (Unacceptable e) {
      Kind<?> kind = setting.kind();
      String message =
          quoted(kind, e.part())
              + " from "
              + (found.layer().equals(Sources.ENVIRONMENT) ? "the environment" : found.layer())
              + " is not accepted; give "
              + kind.accepts()
              + ", for example "
              + kind.example();
      // A server that was meant to be in production must not start as in development.
      boolean grave = setting.is(Server.ENVIRONMENT);
      problems.add(new Problem(setting.name(), message, grave));
    }
  }

  private static String quoted(Kind<?> kind, String part) {
    boolean shown =
        kind.privacy() == Kind.Privacy.OPEN
            && part.length() <= QUOTABLE
            && part.codePoints().noneMatch(Character::isISOControl);
    return shown ? '"' + part + '"' : "the value";
  }
}
