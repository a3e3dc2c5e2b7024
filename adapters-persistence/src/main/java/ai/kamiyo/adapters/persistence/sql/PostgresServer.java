package ai.kamiyo.adapters.persistence.sql;

import java.time.Duration;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where PostgreSQL is, and how patient we are with it.
 *
 * @param url for JDBC, without user and password
 * @param poolMax the most connections that are kept
 * @param queryTimeout the longest that one statement may take
 */
public record PostgresServer(
    String url,
    Optional<String> user,
    Optional<String> password,
    int poolMax,
    Duration queryTimeout) {
  static final int CONNECT_SECONDS = 5;
  static final String NAME = "kamiyo";

  /** How much longer than the server itself we wait for what it says of a statement. */
  private static final Duration NETWORK = Duration.ofSeconds(5);

  /**
   * The longest silence. The server ends a slow statement; a network that swallows its word is
   * ended here.
   */
  int silenceSeconds() {
    return Math.toIntExact(queryTimeout.plus(NETWORK).toSeconds());
  }

  /** Single connections that do not outlive a silence. */
  PGSimpleDataSource impatient() {
    PGSimpleDataSource source = unpooled();
    source.setSocketTimeout(silenceSeconds());
    return source;
  }

  /** Single connections without a limit for statements, as migrations need them. */
  PGSimpleDataSource unpooled() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    user.ifPresent(source::setUser);
    password.ifPresent(source::setPassword);
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setTcpKeepAlive(true);
    source.setApplicationName(NAME);
    return source;
  }

  @Override
  public String toString() {
    return url;
  }
}
