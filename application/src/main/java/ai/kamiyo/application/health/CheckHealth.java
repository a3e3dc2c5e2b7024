package ai.kamiyo.application.health;

import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.ExploitSearch;
import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.HealthProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tries everything this server depends on and says how it stands. Thread-safe: calls at the same
 * time share one probing, and its findings are reused for five seconds.
 */
public final class CheckHealth {
  private static final Duration REUSE = Duration.ofSeconds(5);

  /** A little more than a probe of something far away takes for one question. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  /** What is here may still be opened or loaded; each call waits so long for it. */
  private static final Duration OPENING = Duration.ofSeconds(10);

  private static final Duration GLANCE = Duration.ofSeconds(2);
  private static final DataStatus NO_DATA = new DataStatus(Optional.empty(), List.of(), 0, false);

  private final Inquiry<Connection> api;
  private final Inquiry<Connection> database;
  private final Inquiry<Connection> redis;
  private final Inquiry<DataStatus> data;
  private final Clock clock;
  private final Duration patience;
  private final Instant started;
  private Optional<Health> last = Optional.empty();

  public CheckHealth(Probes probes, ExploitSearch exploits, Clock clock) {
    this(probes, exploits, clock, PATIENCE);
  }

  CheckHealth(Probes probes, ExploitSearch exploits, Clock clock, Duration patience) {
    this.api = new Inquiry<>(probes.api::probe);
    this.database = new Inquiry<>(probes.database::probe);
    this.redis = new Inquiry<>(probes.redis::probe);
    this.data = new Inquiry<>(exploits::status);
    this.clock = clock;
    this.patience = patience;
    this.started = clock.instant();
  }

  /** Whether any tool can answer: that takes data, and nothing that is asked over a network. */
  public boolean canAnswer() {
    return data().status.exploits() > 0;
  }

  /** How the data stand, without a look at anything else. */
  public Data data() {
    DataStatus found = data.ask().within(GLANCE).or(data::last).orElse(NO_DATA);
    return new Data(found, clock.instant());
  }

  /** The database alone; waits for it to open. */
  public Connection database() {
    return found(database, database.ask(), OPENING);
  }

  /** Redis alone; waits for a few seconds at most. */
  public Connection redis() {
    return found(redis, redis.ask(), patience);
  }

  /** Waits for the slowest part, and for none longer than a few seconds. */
  public synchronized Health check() {
    Instant now = clock.instant();
    // A clock that was set back does not make findings last.
    if (last.filter(found -> isOfNow(found, now)).isEmpty()) {
      last = Optional.of(probed());
    }
    return last.orElseThrow();
  }

  private static boolean isOfNow(Health found, Instant now) {
    return !now.isBefore(found.checkedAt()) && !now.isAfter(found.checkedAt().plus(REUSE));
  }

  private Health probed() {
    Inquiry<Connection>.Asked askedApi = api.ask();
    Inquiry<Connection>.Asked askedDatabase = database.ask();
    Inquiry<Connection>.Asked askedRedis = redis.ask();
    DataStatus foundData = data.ask().within(OPENING).or(data::last).orElse(NO_DATA);
    Connection foundApi = found(api, askedApi, patience);
    Connection foundRedis = found(redis, askedRedis, patience);
    Connection foundDatabase = found(database, askedDatabase, OPENING);
    Instant now = clock.instant();
    return new Health(
        overall(foundApi, foundDatabase, foundRedis, foundData),
        foundApi,
        foundDatabase,
        foundRedis,
        foundData,
        Duration.between(started, now),
        now);
  }

  private static Connection found(
      Inquiry<Connection> part, Inquiry<Connection>.Asked asked, Duration patience) {
    return asked.within(patience).orElseGet(() -> late(part));
  }

  /** What is late but answered the last time, however late, is slow rather than away. */
  private static Connection late(Inquiry<Connection> part) {
    return part.last()
        .filter(before -> before != Connection.DISCONNECTED)
        .map(before -> Connection.DEGRADED)
        .orElse(Connection.DISCONNECTED);
  }

  private static Overall overall(
      Connection api, Connection database, Connection redis, DataStatus data) {
    if (data.exploits() == 0) {
      return Overall.UNHEALTHY;
    }
    boolean feedFailing = data.feeds().stream().anyMatch(feed -> feed.lastError().isPresent());
    return api.failing() || database.failing() || redis.failing() || data.stale() || feedFailing
        ? Overall.DEGRADED
        : Overall.HEALTHY;
  }

  /** How the data stood, and when. */
  public record Data(DataStatus status, Instant at) {}

  /** The parts that are tried. */
  public record Probes(HealthProbe api, HealthProbe database, HealthProbe redis) {}

  /** Unhealthy: no tool can answer. Degraded: something configured fails, or data are stale. */
  public enum Overall {
    HEALTHY,
    DEGRADED,
    UNHEALTHY
  }

  /** What was found, and when. */
  public record Health(
      Overall overall,
      Connection api,
      Connection database,
      Connection redis,
      DataStatus data,
      Duration uptime,
      Instant checkedAt) {}
}
