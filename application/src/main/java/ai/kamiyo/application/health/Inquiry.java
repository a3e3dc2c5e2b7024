package ai.kamiyo.application.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A question that is asked in the background, once at a time, so that nobody need wait longer for
 * its answer than they like. Thread-safe.
 */
final class Inquiry<T> {
  private final Supplier<T> question;
  private Optional<Asked> current = Optional.empty();
  private volatile Optional<T> last = Optional.empty();

  Inquiry(Supplier<T> question) {
    this.question = question;
  }

  /** Asks, unless it is being asked already; returns at once. */
  synchronized Asked ask() {
    if (current.isEmpty() || current.get().answer.isDone()) {
      Asked asked = new Asked();
      current = Optional.of(asked);
      Thread.ofVirtual().name("inquiry").start(asked::answer);
    }
    return current.get();
  }

  /** The last answer that there was, however late it came. */
  Optional<T> last() {
    return last;
  }

  /** The question, asked at a moment. */
  final class Asked {
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final long since = System.nanoTime();

    private void answer() {
      try {
        T found = question.get();
        last = Optional.of(found);
        answer.complete(found);
      } catch (Throwable failed) { // whoever waits must not wait in vain
        answer.completeExceptionally(failed);
      }
    }

    /**
     * The answer, if it is there so long after it was asked; throws {@link CancellationException}
     * if the one who waits is interrupted.
     */
    Optional<T> within(Duration patience) {
      long left = patience.toNanos() - (System.nanoTime() - since);
      try {
        return Optional.of(answer.get(Math.max(0, left), TimeUnit.NANOSECONDS));
      } catch (TimeoutException | ExecutionException late) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while waiting for an answer");
      }
    }
  }
}
