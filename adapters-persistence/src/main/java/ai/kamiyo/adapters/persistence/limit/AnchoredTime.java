package ai.kamiyo.adapters.persistence.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Time that is right at the start and then only passes, also while the machine sleeps: setting the
 * machine's clock changes nothing, so it opens no window early. Thread-safe.
 */
final class AnchoredTime {
  /** How far the clock has to run away before the reason is looked for. */
  private static final Duration NOTICED = Duration.ofMinutes(1);

  /** Shorter sleep is left to the rounding of what tells of it. */
  private static final Duration NAP = Duration.ofSeconds(1);

  private final Clock clock;
  private final LongSupplier nanos;
  private final Supplier<Optional<Duration>> uptime;
  private final Instant anchor;
  private final long nanosAtAnchor;
  private final Optional<Duration> uptimeAtAnchor;
  private volatile Slept slept;

  AnchoredTime(Clock clock, LongSupplier nanos) {
    this(clock, nanos, Uptime::read);
  }

  /**
   * Begins now.
   *
   * @param clock looked at to notice that the machine slept, and otherwise not believed
   * @param nanos a counter of nanoseconds that only grows, and may stand still during sleep
   * @param uptime how long the machine has been on, sleep included, if that is known
   */
  AnchoredTime(Clock clock, LongSupplier nanos, Supplier<Optional<Duration>> uptime) {
    this.clock = clock;
    this.nanos = nanos;
    this.uptime = uptime;
    this.anchor = clock.instant();
    this.nanosAtAnchor = nanos.getAsLong();
    this.uptimeAtAnchor = uptime.get();
    this.slept = new Slept(Duration.ZERO, Duration.ZERO);
  }

  Instant now() {
    Slept known = slept;
    Instant awake = anchor.plusNanos(nanos.getAsLong() - nanosAtAnchor);
    Instant now = awake.plus(known.length);
    Duration ahead = Duration.between(now, clock.instant());
    return ahead.minus(known.ahead).abs().compareTo(NOTICED) < 0 ? now : awake.plus(look().length);
  }

  /** The clock has jumped: either somebody has set it, or the machine slept. */
  private synchronized Slept look() {
    Duration passed = Duration.ofNanos(nanos.getAsLong() - nanosAtAnchor);
    Duration length = slept.length;
    Optional<Duration> up = uptime.get();
    if (up.isPresent() && uptimeAtAnchor.isPresent()) {
      Duration asleep = up.get().minus(uptimeAtAnchor.get()).minus(passed);
      length = asleep.compareTo(length.plus(NAP)) > 0 ? asleep : length;
    }
    Instant now = anchor.plus(passed).plus(length);
    slept = new Slept(length, Duration.between(now, clock.instant()));
    return slept;
  }

  /**
   * What came of the last look.
   *
   * @param length how long the machine has slept since the anchor
   * @param ahead how far the clock was then ahead of what is believed
   */
  private record Slept(Duration length, Duration ahead) {}
}
