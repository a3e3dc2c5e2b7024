package ai.kamiyo.adapters.persistence;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where this installation keeps its rows, and how patient it is.
 *
 * @param home the folder KAMIYO_HOME names, created at the first need
 * @param closeWithin how long closing may take to bring the last rows into the database
 * @param probeWithin how long a health probe waits for the database, its opening included
 * @param database false for a rehearsal, which keeps no rows and loads no database
 */
public record PersistenceSettings(
    Path home, Duration closeWithin, Duration probeWithin, boolean database) {
  public static PersistenceSettings in(Path home) {
    return new PersistenceSettings(home, Duration.ofSeconds(5), Duration.ofSeconds(10), true);
  }

  /** The same without a database. */
  public PersistenceSettings rehearsing() {
    return new PersistenceSettings(home, closeWithin, probeWithin, false);
  }
}
