package ai.kamiyo.adapters.persistence.redis;

import ai.kamiyo.domain.exploit.SharedCopies.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns as keys that soon expire, and are renewed for as long as their owner lives and has not
 * ended them. While Redis is away it is everybody's turn. Thread-safe.
 */
final class RedisTurns {
  /** What stands in the place of an owner who rests. */
  private static final String RESTING = "resting";

  private static final int RENEWALS_PER_LIFE = 3;

  private static final Script TAKE =
      Script.of(
          """
          local owner = redis.call('GET', KEYS[1])
          if owner and not (owner == ARGV[4] and ARGV[3] == 'true') then return 0 end
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
          return 1
          """);
  private static final Script RENEW =
      Script.of(
          """
          if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
          return redis.call('PEXPIRE', KEYS[1], ARGV[2])
          """);
  private static final Script RELEASE =
      Script.of(
          """
          if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
          return redis.call('DEL', KEYS[1])
          """);
  private static final Script REST =
      Script.of(
          """
          if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
          redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[2])
          return 1
          """);

  private final RedisClient redis;
  private final Asking asking;
  private final Duration life;
  private final Duration longest;

  /**
   * Nobody's turn yet.
   *
   * @param life how long a turn outlives its owner
   * @param longest how long a turn is renewed at most
   */
  RedisTurns(RedisClient redis, Asking asking, Duration life, Duration longest) {
    this.redis = redis;
    this.asking = asking;
    this.life = life;
    this.longest = longest;
  }

  Optional<Turn> take(String key, boolean impatient) {
    String token = UUID.randomUUID().toString();
    boolean taken =
        asking
            .ask(() ->
                TAKE.run(
                    redis, List.of(key), token, millis(life), Boolean.toString(impatient), RESTING))
            .filter(answer -> answer == 0)
            .isPresent();
    return taken ? Optional.empty() : Optional.of(new RenewedTurn(key, token));
  }

  private static String millis(Duration time) {
    return Long.toString(Math.max(1, time.toMillis()));
  }

  /** A turn that is renewed by a thread of its own. */
  private final class RenewedTurn implements Turn {
    private final String key;
    private final String token;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread renewal;

    RenewedTurn(String key, String token) {
      this.key = key;
      this.token = token;
      renewal = Thread.ofVirtual().name("renewal of " + key).start(this::renew);
    }

    private void renew() {
      long begin = System.nanoTime();
      try {
        while (System.nanoTime() - begin < longest.toNanos() && !redis.isClosed()) {
          Thread.sleep(life.dividedBy(RENEWALS_PER_LIFE));
          Optional<Long> renewed =
              asking.ask(() -> RENEW.run(redis, List.of(key), token, millis(life)));
          if (renewed.filter(answer -> answer == 0).isPresent()) {
            return; // it was lost while Redis or this process stood still
          }
        }
      } catch (InterruptedException ending) {
        // as it should
      }
    }

    @Override
    public void release() {
      if (ended.compareAndSet(false, true)) {
        renewal.interrupt();
        Optional<Long> unused = asking.ask(() -> RELEASE.run(redis, List.of(key), token));
      }
    }

    @Override
    public void rest(Duration length) {
      if (ended.compareAndSet(false, true)) {
        renewal.interrupt();
        Optional<Long> unused =
            asking.ask(() -> REST.run(redis, List.of(key), token, millis(length), RESTING));
      }
    }
  }
}
