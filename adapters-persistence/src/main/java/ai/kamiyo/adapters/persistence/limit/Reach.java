package ai.kamiyo.adapters.persistence.limit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Asks what may be out of reach, and then has no answer. After a few failures only one question in
 * a while is asked. Thread-safe.
 */
public final class Reach {
  private static final CircuitBreakerConfig CONFIG =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(8)
          .minimumNumberOfCalls(4)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(1))
          .permittedNumberOfCallsInHalfOpenState(1)
          .build();

  private final CircuitBreaker breaker;
  private final BooleanSupplier ended;

  /**
   * Nothing is known to be away.
   *
   * @param lost what is logged when it is found to be away
   * @param found what is logged when it is back
   */
  public Reach(String name, String lost, String found) {
    this(name, CONFIG, () -> false, lost, found);
  }

  /**
   * Nothing is known to be away.
   *
   * @param config after how many failures it is left alone, and how long
   * @param ended whether we ourselves have ended it, so that its silence says nothing
   * @param lost what is logged when it is found to be away
   * @param found what is logged when it is back
   */
  public Reach(
      String name, CircuitBreakerConfig config, BooleanSupplier ended, String lost, String found) {
    this.ended = ended;
    breaker = CircuitBreaker.of(name, config);
    breaker
        .getEventPublisher()
        .onStateTransition(change -> {
          switch (change.getStateTransition()) {
            case CLOSED_TO_OPEN -> log().log(Level.WARNING, lost);
            case HALF_OPEN_TO_CLOSED -> log().log(Level.INFO, found);
            default -> log().log(Level.DEBUG, "{0}: tried again", name);
          }
        });
  }

  /** Says something that has no answer, unless it is out of reach. */
  public void tell(Runnable word) {
    Optional<Boolean> unused =
        ask(() -> {
          word.run();
          return true;
        });
  }

  /** The answer, which is not null; empty if there is none because it is out of reach. */
  public <T> Optional<T> ask(Supplier<T> question) {
    if (!breaker.tryAcquirePermission()) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    try {
      T answer = question.get();
      breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
      return Optional.of(answer);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted() || ended.getAsBoolean()) {
        breaker.releasePermission(); // a cancelled call says nothing about what it asked
      } else {
        breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, e);
        log().log(Level.DEBUG, "no answer", e);
      }
      return Optional.empty();
    }
  }

  private static System.Logger log() {
    return System.getLogger(Reach.class.getName());
  }
}
