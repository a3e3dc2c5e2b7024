package ai.kamiyo.adapters.persistence.limit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AnchoredTimeTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOON);
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicReference<Duration> uptime = new AtomicReference<>(Duration.ofDays(3));
  private final AnchoredTime time =
      new AnchoredTime(clock, nanos::get, () -> Optional.of(uptime.get()));
  private final AnchoredTime untold = new AnchoredTime(clock, nanos::get, Optional::empty);

  @Test
  void passesWithTheCounter() {
    awake(Duration.ofHours(30));
    assertThat(time.now()).isEqualTo(NOON.plus(Duration.ofHours(30)));
  }

  @Test
  void goesOnWhileTheMachineSleeps() {
    awake(Duration.ofHours(1));
    asleep(Duration.ofHours(8));
    assertThat(time.now()).isEqualTo(NOON.plus(Duration.ofHours(9)));
    awake(Duration.ofMinutes(5));
    asleep(Duration.ofHours(2));
    awake(Duration.ofSeconds(1));
    assertThat(time.now()).isEqualTo(NOON.plus(Duration.ofHours(11)).plusSeconds(301));
  }

  @Test
  void aClockThatIsSetChangesNothing() {
    for (Duration set : new Duration[] {Duration.ofDays(2), Duration.ofDays(-2), Duration.ZERO}) {
      clock.set(NOON.plus(set));
      assertThat(time.now()).isEqualTo(NOON);
      assertThat(untold.now()).isEqualTo(NOON);
    }
  }

  @Test
  void sleepIsSeenAlthoughTheClockWasSet() {
    clock.set(NOON.plus(Duration.ofHours(2)));
    assertThat(time.now()).isEqualTo(NOON);
    clock.set(NOON);
    assertThat(time.now()).isEqualTo(NOON);
    asleep(Duration.ofHours(1));
    assertThat(time.now()).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void whereSleepCannotBeToldFromAClockThatIsSetNothingIsGranted() {
    asleep(Duration.ofHours(8));
    assertThat(untold.now()).isEqualTo(NOON);
  }

  @Test
  void thisMachineTellsHowLongItHasBeenOnIfItIsLinux() {
    boolean linux = System.getProperty("os.name").equals("Linux");
    assertThat(Uptime.read().isPresent()).isEqualTo(linux);
  }

  private void awake(Duration passed) {
    nanos.addAndGet(passed.toNanos());
    asleep(passed);
  }

  private void asleep(Duration passed) {
    clock.set(clock.instant().plus(passed));
    uptime.set(uptime.get().plus(passed));
  }
}
