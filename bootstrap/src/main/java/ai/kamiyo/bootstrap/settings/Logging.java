package ai.kamiyo.bootstrap.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is logged to stderr, and how. */
public record Logging(Level level, Format format, Optional<Secret> sentryDsn) {
  static final Setting<Level> LOG_LEVEL =
      Setting.of(
              "LOG_LEVEL",
              Kinds.word(List.of(Level.values()), Level::name),
              "Least severe level that is logged: `ERROR`, `WARNING`, `INFO`, `DEBUG` or `TRACE`."
                  + " Libraries say no more than `INFO`: their details hold keys.")
          .byDefault("INFO");
  static final Setting<Format> LOG_FORMAT =
      Setting.of(
              "LOG_FORMAT",
              Kinds.word(List.of(Format.values()), Format::label),
              "`text` or `json`; always on stderr.")
          .byDefault("text");
  static final Setting<Secret> SENTRY_DSN =
      Setting.of("SENTRY_DSN", Secrets.url(), "Sentry project that faults are sent to.")
          .notYetUsed();

  static final List<Setting<?>> ALL = List.of(LOG_LEVEL, LOG_FORMAT, SENTRY_DSN);

  static Logging of(Values values) {
    return new Logging(values.get(LOG_LEVEL), values.get(LOG_FORMAT), values.find(SENTRY_DSN));
  }

  /** How severe a record must be to be logged, most severe first. */
  public enum Level {
    ERROR,
    WARNING,
    INFO,
    DEBUG,
    TRACE
  }

  /** How a record is written. */
  public enum Format {
    TEXT,
    JSON;

    /** The name as the setting spells it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
