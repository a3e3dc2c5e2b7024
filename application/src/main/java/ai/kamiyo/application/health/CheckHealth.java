package ai.kamiyo.application.health;

import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.ExploitSearch;
import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.HealthProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tries everything this server depends on and says how it stands. Thread-safe: calls at the same
 * time share one probing, and its findings are reused for five seconds.
 */
public final class CheckHealth {
  private static final Duration REUSE = Duration.ofSeconds(5);

  private final Probes probes;
  private final ExploitSearch exploits;
  private final Clock clock;
  private final Instant started;
  private Optional<Health> last = Optional.empty();

  public CheckHealth(Probes probes, ExploitSearch exploits, Clock clock) {
    this.probes = probes;
    this.exploits = exploits;
    this.clock = clock;
    this.started = clock.instant();
  }

  public synchronized Health check() {
    Instant now = clock.instant();
    if (last.isEmpty() || now.isAfter(last.get().checkedAt().plus(REUSE))) {
      last = Optional.of(probed());
    }
    return last.get();
  }

  private Health probed() {
    Connection api = probes.api.probe();
    Connection database = probes.database.probe();
    Connection redis = probes.redis.probe();
    DataStatus data = exploits.status();
    Instant now = clock.instant();
    return new Health(
        overall(api, database, redis, data),
        api,
        database,
        redis,
        data,
        Duration.between(started, now),
        now);
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
