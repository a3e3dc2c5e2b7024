package ai.kamiyo.bootstrap.logging;

import ai.kamiyo.bootstrap.settings.Logging;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sends all logging, ours and the libraries', to stderr. */
public final class Logs {
  /** Loggers that tell operators nothing; kept here, or they would forget their level. */
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider"),
          Logger.getLogger("org.flywaydb"),
          Logger.getLogger("org.jooq"));

  private Logs() {}

  public static void configure(Logging settings) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    Handler handler = new ConsoleHandler();
    handler.setLevel(Level.ALL);
    handler.setFormatter(new LineFormatter(settings.format() == Logging.Format.JSON));
    root.addHandler(handler);
    root.setLevel(level(settings.level()));
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
  }

  private static Level level(Logging.Level level) {
    return switch (level) {
      case ERROR -> Level.SEVERE;
      case WARNING -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINEST;
    };
  }
}
