package ai.kamiyo.adapters.persistence.sql;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Gives Flyway its quiet logs; public because Flyway creates it by name. */
public final class FlywayLogs implements LogCreator {
  @Override
  public Log createLogger(Class<?> speaker) {
    return new FlywayLog(speaker);
  }
}
