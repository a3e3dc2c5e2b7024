package ai.kamiyo.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.RateLimiter.Decision;
import ai.kamiyo.domain.access.RateLimiter.Exhausted;
import ai.kamiyo.domain.access.RateLimiter.Permit;
import ai.kamiyo.domain.access.RateLimiter.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RateLimiter} keeps to. */
public abstract class RateLimiterContract {
  private static final Instant START = Instant.parse("2026-11-23T12:34:40.250Z");
  private static final Instant NEXT_MINUTE = Instant.parse("2026-11-23T12:35:00Z");
  private static final Instant NEXT_DAY = Instant.parse("2026-11-24T00:00:00Z");
  private static final CustomerId ALICE = new CustomerId("alice");
  private static final CustomerId BOB = new CustomerId("bob");
  private static final int ROUNDS = 30;

  private RateLimiter limiter =
      RateLimiters.deciding(
          (customer, limits) -> new Exhausted(Window.DAY, 0, Duration.ZERO, START));

  /** A limiter that has counted nothing, and takes it to be this moment. */
  protected abstract RateLimiter limiterAt(Instant start);

  /** Lets time pass for the limiter made last. */
  protected abstract void pass(Duration time);

  /**
   * Whether the limiter made last has counted all its calls in one place so far; of one that may
   * have to count elsewhere for a while, calls meanwhile say nothing.
   */
  protected boolean hasCountedInOnePlace() {
    return true;
  }

  @BeforeEach
  void fresh() {
    limiter = limiterAt(START);
  }

  @Test
  void grantsAsManyCallsAsTheMinuteAllows() {
    assertThat(granted(ALICE, new RateLimits(3, 100), 10)).isEqualTo(3);
  }

  @Test
  void namesTheExhaustedMinuteAndItsExactEnd() {
    RateLimits limits = new RateLimits(1, 100);
    granted(ALICE, limits, 1);
    assertThat(limiter.acquire(ALICE, limits))
        .isEqualTo(
            new Exhausted(Window.MINUTE, 1, Duration.between(START, NEXT_MINUTE), NEXT_MINUTE));
  }

  @Test
  void namesTheExhaustedDayAndItsExactEnd() {
    RateLimits limits = new RateLimits(10, 1);
    granted(ALICE, limits, 1);
    assertThat(limiter.acquire(ALICE, limits))
        .isEqualTo(new Exhausted(Window.DAY, 1, Duration.between(START, NEXT_DAY), NEXT_DAY));
  }

  @Test
  void namesTheDayWhenBothAreExhausted() {
    RateLimits limits = new RateLimits(2, 2);
    granted(ALICE, limits, 2);
    assertThat(refused(ALICE, limits).window()).isEqualTo(Window.DAY);
  }

  @Test
  void theNextMinuteBeginsAtSecondZero() {
    RateLimits limits = new RateLimits(2, 100);
    granted(ALICE, limits, 5);
    pass(Duration.between(START, NEXT_MINUTE).minusMillis(1));
    assertThat(granted(ALICE, limits, 5)).isZero();
    pass(Duration.ofMillis(1));
    assertThat(granted(ALICE, limits, 5)).isEqualTo(2);
  }

  @Test
  void theNextDayBeginsAtMidnight() {
    RateLimits limits = new RateLimits(5, 3);
    granted(ALICE, limits, 5);
    pass(Duration.between(START, NEXT_DAY).minusMillis(1));
    assertThat(granted(ALICE, limits, 5)).isZero();
    pass(Duration.ofMillis(1));
    assertThat(granted(ALICE, limits, 5)).isEqualTo(3);
  }

  @Test
  void theDayCountsOverItsMinutes() {
    RateLimits limits = new RateLimits(2, 5);
    granted(ALICE, limits, 2);
    pass(Duration.ofMinutes(1));
    granted(ALICE, limits, 2);
    pass(Duration.ofMinutes(1));
    assertThat(granted(ALICE, limits, 2)).isEqualTo(1);
    assertThat(refused(ALICE, limits).window()).isEqualTo(Window.DAY);
  }

  @Test
  void aCallRefusedForItsMinuteCostsNothingOfTheDay() {
    RateLimits limits = new RateLimits(1, 2);
    granted(ALICE, limits, 10);
    pass(Duration.ofMinutes(1));
    assertThat(granted(ALICE, limits, 10)).isEqualTo(1);
  }

  @Test
  void timeUnusedIsNotSavedUp() {
    RateLimits limits = new RateLimits(2, 100);
    granted(ALICE, limits, 1);
    pass(Duration.ofMinutes(10));
    assertThat(granted(ALICE, limits, 10)).isEqualTo(2);
  }

  @Test
  void customersDoNotShare() {
    RateLimits limits = new RateLimits(1, 100);
    granted(ALICE, limits, 1);
    assertThat(granted(BOB, limits, 5)).isEqualTo(1);
  }

  @Test
  void aHigherLimitAppliesAtOnce() {
    granted(ALICE, new RateLimits(2, 100), 5);
    assertThat(granted(ALICE, new RateLimits(5, 100), 10)).isEqualTo(3);
  }

  @Test
  void aLowerLimitAppliesAtOnceAndCountsWhatWasUsed() {
    granted(ALICE, new RateLimits(50, 100), 20);
    assertThat(granted(ALICE, new RateLimits(25, 100), 50)).isEqualTo(5);
  }

  @Test
  void aLimitBelowWhatWasUsedGrantsNothingMoreButOwesNothing() {
    granted(ALICE, new RateLimits(50, 100), 40);
    RateLimits lower = new RateLimits(10, 100);
    assertThat(refused(ALICE, lower).limit()).isEqualTo(10);
    pass(Duration.ofMinutes(1));
    assertThat(granted(ALICE, lower, 50)).isEqualTo(10);
  }

  @Test
  void aLimitThatFellAndRoseAgainForgetsNothing() {
    granted(ALICE, new RateLimits(50, 100), 40);
    granted(ALICE, new RateLimits(10, 100), 1);
    assertThat(granted(ALICE, new RateLimits(50, 100), 50)).isEqualTo(10);
  }

  @Test
  void aPermitGivenBackIsThereAgain() {
    RateLimits limits = new RateLimits(1, 1);
    permit(ALICE, limits).giveBack();
    assertThat(granted(ALICE, limits, 5)).isEqualTo(1);
  }

  @Test
  void aPermitGivenBackTwiceCountsOnce() {
    RateLimits limits = new RateLimits(3, 3);
    Permit permit = permit(ALICE, limits);
    granted(ALICE, limits, 2);
    permit.giveBack();
    permit.giveBack();
    assertThat(granted(ALICE, limits, 5)).isEqualTo(1);
  }

  @Test
  void aPermitOfAnEarlierMinuteGivesNothingToThisOne() {
    RateLimits limits = new RateLimits(2, 100);
    Permit old = permit(ALICE, limits);
    pass(Duration.ofMinutes(1));
    granted(ALICE, limits, 2);
    old.giveBack();
    assertThat(granted(ALICE, limits, 5)).isZero();
  }

  @Test
  void aPermitOfAnEarlierMinuteGoesBackToItsDay() {
    RateLimits limits = new RateLimits(5, 2);
    Permit old = permit(ALICE, limits);
    pass(Duration.ofMinutes(1));
    granted(ALICE, limits, 1);
    old.giveBack();
    assertThat(granted(ALICE, limits, 5)).isEqualTo(1);
  }

  @Test
  void aPermitOfYesterdayGivesNothingToToday() {
    RateLimits limits = new RateLimits(2, 2);
    Permit old = permit(ALICE, limits);
    pass(Duration.ofDays(1));
    granted(ALICE, limits, 2);
    old.giveBack();
    assertThat(granted(ALICE, limits, 5)).isZero();
  }

  @Test
  void threadsTogetherGetExactlyTheLimit() throws Exception {
    int granted = grantedTogether(new CustomerId("round-0"));
    for (int round = 1; round < ROUNDS && !hasCountedInOnePlace(); round++) {
      fresh();
      granted = grantedTogether(new CustomerId("round-" + round));
    }
    assertThat(hasCountedInOnePlace()).isTrue();
    assertThat(granted).isEqualTo(500);
  }

  private int grantedTogether(CustomerId customer) throws Exception {
    int threads = 64;
    RateLimits limits = new RateLimits(500, 100_000);
    CyclicBarrier together = new CyclicBarrier(threads);
    Callable<Integer> caller =
        () -> {
          together.await();
          return granted(customer, limits, 100);
        };
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        callers.add(caller);
      }
      int granted = 0;
      for (Future<Integer> future : executor.invokeAll(callers)) {
        granted += future.get();
      }
      return granted;
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void tellsWhatWasUsedAndTakesNothing() {
    RateLimits limits = new RateLimits(3, 100);
    assertThat(used(limits)).containsExactly(0, 0);
    granted(ALICE, limits, 2);
    assertThat(limiter.used(ALICE, limits))
        .containsExactly(
            new WindowUse(Window.MINUTE, 3, 2, NEXT_MINUTE),
            new WindowUse(Window.DAY, 100, 2, NEXT_DAY));
    assertThat(granted(ALICE, limits, 5)).isEqualTo(1);
    pass(Duration.between(START, NEXT_MINUTE));
    assertThat(used(limits)).containsExactly(0, 3);
    pass(Duration.between(NEXT_MINUTE, NEXT_DAY));
    assertThat(used(limits)).containsExactly(0, 0);
  }

  @Test
  void tellsWhatWasUsedOfTheLimitsAsTheyAreNow() {
    granted(ALICE, new RateLimits(50, 100), 20);
    assertThat(limiter.used(ALICE, new RateLimits(10, 1000)))
        .containsExactly(
            new WindowUse(Window.MINUTE, 10, 20, NEXT_MINUTE),
            new WindowUse(Window.DAY, 1000, 20, NEXT_DAY));
    assertThat(limiter.used(BOB, new RateLimits(10, 1000)))
        .extracting(WindowUse::used)
        .containsExactly(0, 0);
  }

  private List<Integer> used(RateLimits limits) {
    return limiter.used(ALICE, limits).stream().map(WindowUse::used).toList();
  }

  private int granted(CustomerId customer, RateLimits limits, int calls) {
    int granted = 0;
    for (int i = 0; i < calls; i++) {
      granted += limiter.acquire(customer, limits) instanceof Permit ? 1 : 0;
    }
    return granted;
  }

  private Permit permit(CustomerId customer, RateLimits limits) {
    Decision decision = limiter.acquire(customer, limits);
    assertThat(decision).isInstanceOf(Permit.class);
    return (Permit) decision;
  }

  private Exhausted refused(CustomerId customer, RateLimits limits) {
    Decision decision = limiter.acquire(customer, limits);
    assertThat(decision).isInstanceOf(Exhausted.class);
    return (Exhausted) decision;
  }
}
