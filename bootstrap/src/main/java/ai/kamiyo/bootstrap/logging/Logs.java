package ai.kamiyo.bootstrap.logging;

import ai.kamiyo.bootstrap.settings.Logging;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sends all logging, ours and the libraries', to stderr. */
public final class Logs {
  /**
   * Loggers that tell operators little, and from which level on they do; kept here, or they would
   * forget it. What fails inside the MCP SDK is told by us, with an incident number.
   */
  private static final Map<Logger, Level> QUIET =
      Map.of(
          Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider"),
          Level.SEVERE,
          Logger.getLogger("org.flywaydb"),
          Level.SEVERE,
          Logger.getLogger("org.jooq"),
          Level.SEVERE,
          Logger.getLogger("org.eclipse.jetty"),
          Level.WARNING,
          Logger.getLogger("io.modelcontextprotocol"),
          Level.OFF);

  /**
   * Ours, which alone say more than INFO: in detail, libraries tell what they send, and with it
   * keys and passwords (the JDK's own HTTP client each header, clients of databases their logins).
   */
  private static final Logger OURS = Logger.getLogger("ai.kamiyo");

  private Logs() {}

  public static void configure(Logging settings) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    Handler handler = new ConsoleHandler();
    handler.setLevel(Level.ALL);
    handler.setFormatter(new LineFormatter(settings.format() == Logging.Format.JSON));
    root.addHandler(handler);
    Level level = level(settings.level());
    root.setLevel(level.intValue() < Level.INFO.intValue() ? Level.INFO : level);
    OURS.setLevel(level);
    QUIET.forEach(Logger::setLevel);
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
