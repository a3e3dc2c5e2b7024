package ai.kamiyo.adapters.persistence.redis;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;

/**
 * One Redis server, connected to at the first use and whenever it is back. No question waits long:
 * each fails within a quarter of a second, and is not asked again, unless who asks sets another
 * time ({@link RedisCopies}) or asks anew itself ({@link Asking}). Thread-safe.
 */
final class RedisClient implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofMillis(250);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration BETWEEN_GREETINGS = Duration.ofSeconds(1);
  private static final int CONNECTIONS = 16;
  private static final int THREADS = 2;

  private final URI address;
  private final ReentrantLock lifecycle = new ReentrantLock();
  private @Nullable RedissonClient client;
  private boolean closed;

  public RedisClient(URI address) {
    this.address = address;
  }

  /**
   * Loads the client library in the background, which takes most of a second, and does this with it
   * as soon as Redis answers.
   */
  public void start(Runnable greeting) {
    Thread thread = new Thread(() -> greet(greeting), "redis-start");
    thread.setDaemon(true);
    thread.start();
  }

  private void greet(Runnable greeting) {
    boolean warned = false;
    while (!isClosed()) {
      try {
        greeting.run();
        return;
      } catch (RuntimeException e) {
        if (!warned && !isClosed()) {
          warned = true;
          System.getLogger(RedisClient.class.getName())
              .log(
                  Level.WARNING,
                  "Redis does not answer: until it does, limits are counted in this process ({0})",
                  e.getMessage());
        }
        LockSupport.parkNanos(BETWEEN_GREETINGS.toNanos());
      }
    }
  }

  boolean isClosed() {
    lifecycle.lock();
    try {
      return closed;
    } finally {
      lifecycle.unlock();
    }
  }

  RedissonClient redisson() {
    lifecycle.lock();
    try {
      if (closed) {
        throw new IllegalStateException("Redis is closed");
      }
      RedissonClient current = client;
      if (current == null) {
        current = Redisson.create(config());
        client = current;
      }
      return current;
    } finally {
      lifecycle.unlock();
    }
  }

  private Config config() {
    Config config = new Config();
    config.setLazyInitialization(true); // else a dead Redis would keep the server from starting
    config.setThreads(THREADS);
    config.setNettyThreads(THREADS);
    Login login = Login.of(address);
    login.password().ifPresent(config::setPassword);
    login.user().ifPresent(config::setUsername);
    SingleServerConfig server = config.useSingleServer();
    server
        .setAddress(address.getScheme() + "://" + address.getHost() + ":" + port(address))
        .setDatabase(database(address))
        .setConnectionPoolSize(CONNECTIONS)
        .setConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionPoolSize(2)
        .setSubscriptionConnectionMinimumIdleSize(1)
        .setConnectTimeout((int) CONNECT.toMillis())
        .setTimeout((int) ANSWER.toMillis())
        .setRetryAttempts(0)
        .setClientName("kamiyo");
    return config;
  }

  static int port(URI address) {
    return address.getPort() < 0 ? RedisPing.DEFAULT_PORT : address.getPort();
  }

  private static int database(URI address) {
    String path = address.getPath() == null ? "" : address.getPath().replace("/", "");
    return path.matches("\\d{1,4}") ? Integer.parseInt(path) : 0;
  }

  @Override
  public void close() {
    lifecycle.lock();
    try {
      closed = true;
      if (client != null) {
        client.shutdown();
        client = null;
      }
    } finally {
      lifecycle.unlock();
    }
  }
}
