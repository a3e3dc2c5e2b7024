package ai.kamiyo.adapters.persistence.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  private final RedisClient redis;
  private final CircuitBreaker breaker;
  private volatile boolean acquainted;

  /**
   * Has not asked yet.
   *
   * @param absence what is so while Redis is away, for the log
   */
  Asking(RedisClient redis, String absence) {
    this.redis = redis;
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(1)
            .minimumNumberOfCalls(1)
            .waitDurationInOpenState(LEFT_ALONE)
            .permittedNumberOfCallsInHalfOpenState(1)
            .build();
    breaker = CircuitBreaker.of("shared copies", config);
    breaker
        .getEventPublisher()
        .onStateTransition(change -> {
          switch (change.getStateTransition()) {
            case CLOSED_TO_OPEN -> log().log(Level.WARNING, "Redis is away: " + absence);
            case HALF_OPEN_TO_CLOSED -> log().log(Level.INFO, "Redis is back: no longer so");
            default -> log().log(Level.DEBUG, "Redis is tried again");
          }
        });
  }

  /** The answer to a question that does not answer with null; empty if Redis is away. */
  <T> Optional<T> ask(Supplier<T> question) {
    if (!breaker.tryAcquirePermission()) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    try {
      T answer = patiently(question);
      acquainted = true;
      breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
      return Optional.of(answer);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted() || redis.isClosed()) {
        breaker.releasePermission(); // that we end says nothing about Redis
      } else {
        breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, e);
        log().log(Level.DEBUG, "Redis does not answer", e);
      }
      return Optional.empty();
    }
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

  private static System.Logger log() {
    return System.getLogger(Asking.class.getName());
  }
}
