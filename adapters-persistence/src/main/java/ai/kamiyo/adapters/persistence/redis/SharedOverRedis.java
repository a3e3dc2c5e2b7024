package ai.kamiyo.adapters.persistence.redis;

import ai.kamiyo.adapters.persistence.limit.SharedRateLimiter;
import ai.kamiyo.domain.access.Invalidations;
import ai.kamiyo.domain.access.SessionDirectory;
import ai.kamiyo.domain.exploit.SharedCopies;
import java.net.URI;
import java.time.Clock;

/** All that servers share over one Redis. */
public final class SharedOverRedis implements AutoCloseable {
  private final RedisClient client;
  private final SharedRateLimiter limiter;
  private final RedisInvalidations invalidations;
  private final RedisCopies copies;
  private final RedisSessions sessions;

  /** Connects to nothing yet. */
  public SharedOverRedis(URI address, Clock clock) {
    client = new RedisClient(address);
    limiter = new SharedRateLimiter(new RedisCounts(client), clock, System::nanoTime);
    invalidations = new RedisInvalidations(client);
    copies = new RedisCopies(client);
    sessions = new RedisSessions(client);
  }

  /** Connects in the background. */
  public void start() {
    client.start(() -> {
      invalidations.listen();
      sessions.listen();
    });
  }

  public SharedRateLimiter limiter() {
    return limiter;
  }

  public Invalidations invalidations() {
    return invalidations;
  }

  public SharedCopies copies() {
    return copies;
  }

  public SessionDirectory sessions() {
    return sessions;
  }

  @Override
  public void close() {
    client.close();
  }
}
