package ai.kamiyo.application.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nobody waits for an answer longer than they like, and it is not lost if it comes later. */
class InquiryTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch answered = new CountDownLatch(1);
  private final Inquiry<Integer> slow =
      new Inquiry<>(() -> {
        int number = asked.incrementAndGet();
        try {
          answered.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        return number;
      });

  @Test
  void anAnswerThatIsLateIsNotWaitedForAndNotAskedForTwice() {
    Inquiry<Integer>.Asked first = slow.ask();
    assertThat(first.within(Duration.ofMillis(20))).isEmpty();
    assertThat(slow.ask()).isSameAs(first);
    assertThat(slow.last()).isEmpty();
    answered.countDown();
    assertThat(first.within(LONG)).contains(1);
    assertThat(slow.last()).contains(1);
    assertThat(slow.ask().within(LONG)).contains(2);
  }

  @Test
  void patienceCountsFromTheQuestion() throws InterruptedException {
    Inquiry<Integer>.Asked first = slow.ask();
    Duration patience = Duration.ofSeconds(1);
    Thread.sleep(patience);
    long start = System.nanoTime();
    assertThat(first.within(patience)).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(patience.dividedBy(2));
    answered.countDown();
  }

  @Test
  void aQuestionThatThrowsHasNoAnswer() {
    Inquiry<Integer> failing =
        new Inquiry<>(() -> {
          throw new IllegalStateException("no");
        });
    assertThat(failing.ask().within(LONG)).isEmpty();
    assertThat(failing.last()).isEmpty();
  }

  @Test
  void whoIsInterruptedGoesAtOnce() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> slow.ask().within(LONG)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    answered.countDown();
  }
}
