package ai.kamiyo.adapters.kamiyo.web;

import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.CheckedSupplier;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;

/**
 * How often a failing server is asked again: three times in a row with growing, random pauses, and
 * then, while it stays down, once after every rest. Thread-safe.
 */
final class Persistence {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
  private static final double GROWTH = 3;
  private static final double SPREAD = 0.5;

  /** A longer pause that the server wants is told, and left to the next refresh. */
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);

  /** What is half read is worth waiting out a limit that counts by the minute. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(65);

  private final String name;
  private final Retry brief;
  private final Retry enduring;
  private final CircuitBreaker breaker;

  Persistence(String name, Duration rest) {
    this.name = name;
    brief = retry(name, SHORT_PAUSE);
    enduring = retry(name, LONG_PAUSE);
    breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(ATTEMPTS)
                .minimumNumberOfCalls(ATTEMPTS)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(rest)
                .recordException(e -> e instanceof WebFailure f && f.kind() == Kind.OUTAGE)
                .build());
  }

  private static Retry retry(String name, Duration longest) {
    IntervalFunction pause =
        IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, GROWTH, SPREAD);
    return Retry.of(
        name,
        RetryConfig.<Answer>custom()
            .maxAttempts(ATTEMPTS)
            .retryOnException(failure -> mayHelp(failure, longest))
            .intervalBiFunction((attempt, outcome) -> {
              long own = pause.apply(attempt);
              return outcome.isLeft() && outcome.getLeft() instanceof WebFailure failure
                  ? failure.retryAfter().map(Duration::toMillis).orElse(own)
                  : own;
            })
            .build());
  }

  /**
   * What the request answers in the end.
   *
   * @param halfway whether it goes on with something that is half read
   */
  Answer of(CheckedSupplier<Answer> request, boolean halfway)
      throws WebFailure, InterruptedException {
    try {
      return (halfway ? enduring : brief)
          .executeCheckedSupplier(() -> breaker.executeCheckedSupplier(request));
    } catch (CallNotPermittedException resting) {
      throw new WebFailure(Kind.RESTING, name + " failed a moment ago and is not asked yet");
    } catch (WebFailure | InterruptedException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean mayHelp(Throwable failure, Duration longest) {
    return failure instanceof WebFailure web
        && (web.kind() == Kind.OUTAGE || web.kind() == Kind.BUSY)
        && web.retryAfter().filter(wait -> wait.compareTo(longest) > 0).isEmpty();
  }
}
