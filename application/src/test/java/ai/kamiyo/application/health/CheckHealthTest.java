package ai.kamiyo.application.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.application.health.CheckHealth.Health;
import ai.kamiyo.application.health.CheckHealth.Overall;
import ai.kamiyo.application.health.CheckHealth.Probes;
import ai.kamiyo.domain.access.SettableClock;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.ExploitPage;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.ExploitSearch;
import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.HealthProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckHealthTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final AtomicInteger probed = new AtomicInteger();
  private volatile Connection api = Connection.CONNECTED;
  private Connection database = Connection.CONNECTED;
  private Connection redis = Connection.NOT_CONFIGURED;
  private volatile DataStatus data = data(5, false, Optional.empty());

  @Test
  void allWellIsHealthy() {
    assertThat(check().check().overall()).isEqualTo(Overall.HEALTHY);
  }

  @Test
  void whatNobodyConfiguredIsNotMissed() {
    api = Connection.NOT_CONFIGURED;
    assertThat(check().check().overall()).isEqualTo(Overall.HEALTHY);
  }

  @Test
  void aFailingPartDegrades() {
    api = Connection.DEGRADED;
    assertThat(check().check().overall()).isEqualTo(Overall.DEGRADED);
    api = Connection.CONNECTED;
    database = Connection.DISCONNECTED;
    assertThat(check().check().overall()).isEqualTo(Overall.DEGRADED);
    database = Connection.CONNECTED;
    redis = Connection.DISCONNECTED;
    assertThat(check().check().overall()).isEqualTo(Overall.DEGRADED);
  }

  @Test
  void staleDataAndAFailingFeedDegrade() {
    data = data(5, true, Optional.empty());
    assertThat(check().check().overall()).isEqualTo(Overall.DEGRADED);
    data = data(5, false, Optional.of("cannot be read"));
    assertThat(check().check().overall()).isEqualTo(Overall.DEGRADED);
  }

  @Test
  void withoutDataNoToolCanAnswer() {
    data = data(0, false, Optional.empty());
    assertThat(check().check().overall()).isEqualTo(Overall.UNHEALTHY);
  }

  @Test
  void findingsAreReusedForFiveSeconds() {
    CheckHealth check = check();
    check.check();
    clock.set(clock.instant().plusSeconds(5));
    check.check();
    assertThat(probed).hasValue(1);
    clock.set(clock.instant().plusMillis(1));
    assertThat(check.check().uptime()).isEqualTo(Duration.ofMillis(5001));
    assertThat(probed).hasValue(2);
  }

  @Test
  void findingsDoNotLastUntilAClockThatWasSetBackHasCaughtUp() {
    CheckHealth check = check();
    check.check();
    clock.set(clock.instant().minus(Duration.ofHours(1)));
    check.check();
    assertThat(probed).hasValue(2);
  }

  @Test
  void partsAreTriedAtOnce() {
    CountDownLatch all = new CountDownLatch(3);
    HealthProbe meeting =
        () -> {
          all.countDown();
          return awaited(all) ? Connection.CONNECTED : Connection.DISCONNECTED;
        };
    CheckHealth check =
        new CheckHealth(new Probes(meeting, meeting, meeting), new StatusOnly(), clock);
    assertThat(check.check().overall()).isEqualTo(Overall.HEALTHY);
  }

  @Test
  void whetherItCanAnswerNeedsNoPartButData() {
    CountDownLatch never = new CountDownLatch(1);
    HealthProbe hanging = () -> awaited(never) ? Connection.CONNECTED : Connection.DISCONNECTED;
    CheckHealth check =
        new CheckHealth(new Probes(hanging, hanging, hanging), new StatusOnly(), clock);
    Thread checking = Thread.ofVirtual().start(check::check);
    assertThat(check.canAnswer()).isTrue();
    assertThat(check.data().at()).isEqualTo(clock.instant());
    data = data(0, false, Optional.empty());
    assertThat(check.canAnswer()).isFalse();
    assertThat(checking.isAlive()).as("the probes still hang").isTrue();
    never.countDown();
  }

  @Test
  void whatIsLateIsDisconnectedAndIfItAnsweredBeforeDegraded() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    CheckHealth check =
        new CheckHealth(
            new Probes(
                () -> {
                  boolean there = awaited(asked.incrementAndGet() == 1 ? first : second);
                  return there ? Connection.CONNECTED : Connection.DISCONNECTED;
                },
                () -> Connection.CONNECTED,
                () -> Connection.NOT_CONFIGURED),
            new StatusOnly(),
            clock,
            Duration.ofMillis(200));
    assertThat(check.check().api()).isEqualTo(Connection.DISCONNECTED);
    assertThat(check.check().overall()).isEqualTo(Overall.DEGRADED);
    first.countDown();
    clock.set(clock.instant().plusSeconds(6));
    while (asked.get() == 1) {
      Health now = check.check();
      assertThat(now.api()).isNotEqualTo(Connection.NOT_CONFIGURED);
      clock.set(clock.instant().plusSeconds(6));
    }
    assertThat(check.check().api()).isEqualTo(Connection.DEGRADED);
    second.countDown();
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private CheckHealth check() {
    return new CheckHealth(
        new Probes(
            () -> {
              probed.incrementAndGet();
              return api;
            },
            () -> database,
            () -> redis),
        new StatusOnly(),
        clock);
  }

  private static DataStatus data(int exploits, boolean stale, Optional<String> error) {
    FeedStatus feed =
        new FeedStatus("bundled", Optional.empty(), exploits, 0, Optional.empty(), error, stale);
    return new DataStatus(Optional.of(LocalDate.EPOCH), List.of(feed), exploits, stale);
  }

  private final class StatusOnly implements ExploitSearch {
    @Override
    public ExploitPage search(ExploitQuery query) {
      throw new AssertionError("health does not search");
    }

    @Override
    public Optional<Exploit> find(ExploitId id) {
      throw new AssertionError("health does not search");
    }

    @Override
    public DataStatus status() {
      return data;
    }
  }
}
