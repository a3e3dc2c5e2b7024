package ai.kamiyo.adapters.persistence;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where this installation keeps its rows, and how patient it is.
 *
 * @param home the folder KAMIYO_HOME names, created at the first need
 * @param closeWithin how long closing may take to bring the last rows into the database
 * @param probeWithin how long a health probe waits for the database, its opening included
 * @param retention how long usage rows are kept
 * @param redis where several servers count limits together; empty to count in this process
 */
public record PersistenceSettings(
    Path home,
    Database database,
    Duration closeWithin,
    Duration probeWithin,
    Duration retention,
    Optional<URI> redis) {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final Duration PROBE_WITHIN = Duration.ofSeconds(10);
  private static final Duration RETENTION = Duration.ofDays(90);

  /** The address of Redis may hold its password. */
  @Override
  public String toString() {
    return "PersistenceSettings[home=" + home + ", database=" + database + ", " + shared() + "]";
  }

  private String shared() {
    return redis.map(address -> "redis at " + address.getHost()).orElse("no redis");
  }

  /** With the embedded database of this home. */
  public static PersistenceSettings in(Path home) {
    return new PersistenceSettings(
        home,
        new Database.Embedded(embedded(home)),
        CLOSE_WITHIN,
        PROBE_WITHIN,
        RETENTION,
        Optional.empty());
  }

  /** The file of the embedded database, unless told otherwise. */
  static Path embedded(Path home) {
    return home.resolve("kamiyo.db");
  }

  public PersistenceSettings with(Database other) {
    return new PersistenceSettings(home, other, closeWithin, probeWithin, retention, redis);
  }

  public PersistenceSettings keeping(Duration longer) {
    return new PersistenceSettings(home, database, closeWithin, probeWithin, longer, redis);
  }

  public PersistenceSettings sharingLimits(Optional<URI> over) {
    return new PersistenceSettings(home, database, closeWithin, probeWithin, retention, over);
  }

  /** The database that keeps the rows. */
  public sealed interface Database {
    /** SQLite, in one file. */
    record Embedded(Path file) implements Database {}

    /**
     * A PostgreSQL server.
     *
     * @param url for JDBC, without user and password
     * @param poolMax the most connections that are kept
     * @param queryTimeout the longest that one statement may take
     * @param owned whether its schema {@code mcp_usage} may be made and altered; otherwise it is
     *     used as it is, and without one the embedded database
     */
    record PostgreSql(
        String url,
        Optional<String> user,
        Optional<String> password,
        int poolMax,
        Duration queryTimeout,
        boolean owned)
        implements Database {
      @Override
      public String toString() {
        return url;
      }
    }

    /** A rehearsal, which keeps no rows and loads no database. */
    record Nowhere() implements Database {}
  }
}
