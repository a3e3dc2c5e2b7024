package ai.kamiyo.adapters.kamiyo.replica;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.LiveFeed;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.domain.exploit.SharedCopies;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedKeeperTest {
  @TempDir Path home;
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void aServerThatWantsToBeLeftAloneIsNotAskedByTheNextProcessEither() throws Exception {
    CopyStore<FeedCopy> store = store();
    store.exclusively(() -> {
      store.failed(
          "is asked too often (429)",
          Instant.now(),
          Optional.of(Instant.now().plus(Duration.ofMinutes(10))));
      return true;
    });
    try (FeedKeeper<FeedCopy> keeper = keeper(store, false)) {
      keeper.start();
      keeper.tried().get(20, SECONDS);
      assertThat(keeper.state().error()).contains("is asked too often (429)");
      Thread.sleep(1500);
      assertThat(asked).hasValue(0);
    }
  }

  @Test
  void whatAClockThatWasAheadHasWrittenKeepsNobodyFromReading() throws Exception {
    Duration ahead = Duration.ofHours(10);
    heldUp(Instant.now().plus(ahead), Instant.now().plus(ahead).plusSeconds(60));
    heldUp(Instant.now(), Instant.now().plus(Duration.ofDays(300)));
  }

  private void heldUp(Instant tried, Instant until) throws Exception {
    CopyStore<FeedCopy> store = store();
    store.exclusively(() -> {
      store.failed("is asked too often (429)", tried, Optional.of(until));
      return true;
    });
    int before = asked.get();
    try (FeedKeeper<FeedCopy> keeper = keeper(store, false)) {
      keeper.start();
      for (int i = 0; i < 1000 && asked.get() == before; i++) {
        Thread.sleep(20);
      }
      assertThat(asked.get()).isGreaterThan(before);
    }
  }

  @Test
  void anOutageThatAnotherProcessMetIsTriedAtOnceWhileThereIsNoCopy() throws Exception {
    CopyStore<FeedCopy> store = store();
    store.exclusively(() -> {
      store.failed("cannot be reached", Instant.now(), Optional.empty());
      return true;
    });
    try (FeedKeeper<FeedCopy> keeper = keeper(store, false)) {
      keeper.start();
      keeper.tried().get(20, SECONDS);
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void anAnswerThatIsTooLargeForTheMemoryIsAFaultThatIsToldAndOvercome() throws Exception {
    try (FeedKeeper<FeedCopy> keeper = keeper(store(), true)) {
      keeper.start();
      keeper.tried().get(20, SECONDS);
      assertThat(store().state().error())
          .contains("what it sent cannot be taken in: too large for the memory");
      for (int i = 0; i < 1000 && store().state().error().isPresent(); i++) {
        Thread.sleep(20);
      }
      assertThat(store().state().error()).isEmpty();
      assertThat(store().copy()).isPresent();
    }
  }

  private CopyStore<FeedCopy> store() {
    return new CopyStore<>(home, "kamiyo", new ReportForm());
  }

  private FeedKeeper<FeedCopy> keeper(CopyStore<FeedCopy> store, boolean largeAtFirst) {
    LiveFeed<FeedCopy> feed =
        new LiveFeed<>() {
          @Override
          public String name() {
            return "kamiyo";
          }

          @Override
          public String origin() {
            return "nowhere";
          }

          @Override
          public Duration pace() {
            return Duration.ofSeconds(2);
          }

          @Override
          public FeedCopy read(Optional<FeedCopy> before) {
            if (asked.incrementAndGet() == 1 && largeAtFirst) {
              throw new OutOfMemoryError("as if");
            }
            Instant now = Instant.now();
            return new FeedCopy(Map.of(), List.of(), now, now, Validators.NONE);
          }

          @Override
          public void close() {
            // nothing is open
          }
        };
    return new FeedKeeper<>(feed, store, SharedCopies.none(), Clock.systemUTC(), () -> {});
  }
}
