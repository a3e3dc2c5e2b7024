package ai.kamiyo.adapters.persistence.redis;

import ai.kamiyo.adapters.persistence.limit.Reach;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.redisson.client.RedisTimeoutException;

/**
 * Asks a Redis that may be away: then there is no answer, and for a few seconds it is not asked at
 * all. Thread-safe.
 */
final class Asking {
  private static final Duration LEFT_ALONE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int FIRST_TRIES = 4;

  private final Reach reach;
  private volatile boolean acquainted;

  /**
   * Has not asked yet.
   *
   * @param absence what is so while Redis is away, for the log
   */
  Asking(String name, RedisClient redis, String absence) {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(1)
            .minimumNumberOfCalls(1)
            .waitDurationInOpenState(LEFT_ALONE)
            .permittedNumberOfCallsInHalfOpenState(1)
            .build();
    reach =
        new Reach(
            name,
            config,
            redis::isClosed,
            "Redis is away: " + absence,
            "Redis is back: no longer so");
  }

  /** The answer to a question that does not answer with null; empty if Redis is away. */
  <T> Optional<T> ask(Supplier<T> question) {
    return reach.ask(() -> {
      T answer = patiently(question);
      acquainted = true;
      return answer;
    });
  }

  /** The first question of all meets a connection that is only being made. */
  private <T> T patiently(Supplier<T> question) {
    for (int rest = acquainted ? 0 : FIRST_TRIES - 1; rest > 0; rest--) {
      try {
        return question.get();
      } catch (RedisTimeoutException e) {
        pause(e);
      }
    }
    return question.get();
  }

  private static void pause(RedisTimeoutException cause) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
