package ai.kamiyo.adapters.persistence.sql;

import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;

/** Flyway's talk, one level quieter than it thinks itself. */
final class FlywayLog implements Log {
  private final System.Logger logger;

  FlywayLog(Class<?> speaker) {
    logger = System.getLogger(speaker.getName());
  }

  @Override
  public void debug(String message) {
    logger.log(Level.TRACE, message);
  }

  @Override
  public void info(String message) {
    logger.log(Level.DEBUG, message);
  }

  @Override
  public void warn(String message) {
    logger.log(Level.WARNING, message);
  }

  @Override
  public void error(String message) {
    logger.log(Level.ERROR, message);
  }

  @Override
  public void error(String message, Exception problem) {
    logger.log(Level.ERROR, message, problem);
  }

  @Override
  public void notice(String message) {
    logger.log(Level.DEBUG, message);
  }
}
