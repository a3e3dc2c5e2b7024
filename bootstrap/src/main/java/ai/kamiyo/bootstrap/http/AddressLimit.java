package ai.kamiyo.bootstrap.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * So many requests per address and minute. Counts for a bounded number of addresses; all beyond
 * those share one count. Thread-safe.
 */
final class AddressLimit {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int MOST_ADDRESSES = 20_000;
  private static final String OTHERS = "";

  private final int perMinute;
  private final LongSupplier nanos;
  private final Map<String, Integer> counts = new HashMap<>();
  private long began;

  /**
   * Nobody counted yet.
   *
   * @param perMinute 0 is no limit
   * @param nanos a clock that only goes forward
   */
  AddressLimit(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** Counts a request; if it is one too many, how long to wait. */
  synchronized Optional<Duration> count(String address) {
    if (perMinute == 0) {
      return Optional.empty();
    }
    long now = turned();
    return counts.merge(counted(address), 1, Math::addExact) <= perMinute
        ? Optional.empty()
        : Optional.of(untilNext(now));
  }

  /** How long to wait if one more would be too many; counts nothing. */
  synchronized Optional<Duration> reached(String address) {
    if (perMinute == 0) {
      return Optional.empty();
    }
    long now = turned();
    return counts.getOrDefault(counted(address), 0) < perMinute
        ? Optional.empty()
        : Optional.of(untilNext(now));
  }

  /** This moment, whose minute is the one that is counted from now on. */
  private long turned() {
    long now = nanos.getAsLong();
    if (now - began >= MINUTE) {
      began = now;
      counts.clear();
    }
    return now;
  }

  private String counted(String address) {
    boolean known = counts.containsKey(address) || counts.size() < MOST_ADDRESSES;
    return known ? address : OTHERS;
  }

  private Duration untilNext(long now) {
    return Duration.ofNanos(began + MINUTE - now);
  }
}
