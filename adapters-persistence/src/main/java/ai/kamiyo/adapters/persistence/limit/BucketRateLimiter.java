package ai.kamiyo.adapters.persistence.limit;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.WindowUse;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Counts in this process; remembers each customer until its day is over. Thread-safe, and blocks on
 * nothing outside.
 */
public final class BucketRateLimiter implements RateLimiter {
  private static final int MAX_CUSTOMERS = 100_000;

  private final AnchoredTime time;
  private final int maxCustomers;
  // A customer's buckets are touched only inside the map's compute, which makes each step atomic
  // and forgetting safe.
  private final ConcurrentMap<CustomerId, CustomerBuckets> customers = new ConcurrentHashMap<>();
  private final AtomicReference<AlignedWindow> tidied;

  /**
   * A limiter whose time begins now.
   *
   * @param clock for the moment from which time is counted, and to notice sleep
   * @param nanos a counter of nanoseconds that only grows
   */
  public BucketRateLimiter(Clock clock, LongSupplier nanos) {
    this(clock, nanos, MAX_CUSTOMERS);
  }

  BucketRateLimiter(Clock clock, LongSupplier nanos, int maxCustomers) {
    this.time = new AnchoredTime(clock, nanos);
    this.maxCustomers = maxCustomers;
    this.tidied = new AtomicReference<>(AlignedWindow.at(Window.MINUTE, time.now()));
  }

  @Override
  public Decision acquire(CustomerId customer, RateLimits limits) {
    tidyOnceAMinute();
    AtomicReference<Optional<Decision>> decision = new AtomicReference<>(Optional.empty());
    customers.compute(
        customer,
        (id, known) -> {
          Instant now = time.now();
          CustomerBuckets buckets = known == null ? new CustomerBuckets(limits, now) : known;
          Optional<Exhausted> exhausted = buckets.take(limits, now);
          decision.set(
              Optional.of(exhausted.isPresent() ? exhausted.get() : new Taken(customer, buckets)));
          return buckets;
        });
    return decision.get().orElseThrow();
  }

  @Override
  public List<WindowUse> used(CustomerId customer, RateLimits limits) {
    AtomicReference<List<WindowUse>> used = new AtomicReference<>(List.of());
    customers.computeIfPresent(
        customer,
        (id, buckets) -> {
          used.set(buckets.used(limits, time.now()));
          return buckets;
        });
    return used.get().isEmpty()
        ? new CustomerBuckets(limits, time.now()).used(limits, time.now())
        : used.get();
  }

  int remembered() {
    return customers.size();
  }

  private void tidyOnceAMinute() {
    Instant now = time.now();
    AlignedWindow last = tidied.get();
    if (last.isOver(now) && tidied.compareAndSet(last, AlignedWindow.at(Window.MINUTE, now))) {
      boolean crowded = customers.size() > maxCustomers;
      if (crowded) {
        log()
            .log(
                Level.WARNING,
                "more than {0} customers today: idle ones lose their count",
                maxCustomers);
      }
      for (CustomerId customer : customers.keySet()) {
        customers.computeIfPresent(
            customer,
            (id, buckets) -> {
              WindowBucket forgettable = crowded ? buckets.minute() : buckets.day();
              return forgettable.isOver(now) ? null : buckets;
            });
      }
    }
  }

  /** A permit that knows the very buckets it was taken from. */
  private final class Taken implements Permit {
    private final CustomerId customer;
    private final WindowBucket minute;
    private final WindowBucket day;
    private final AtomicBoolean returned = new AtomicBoolean();

    Taken(CustomerId customer, CustomerBuckets buckets) {
      this.customer = customer;
      this.minute = buckets.minute();
      this.day = buckets.day();
    }

    @Override
    public void giveBack() {
      if (returned.compareAndSet(false, true)) {
        customers.computeIfPresent(
            customer,
            (id, buckets) -> {
              minute.giveBack();
              day.giveBack();
              return buckets;
            });
      }
    }
  }

  /** Fetched at its use, because to load the logging costs a quick start too much. */
  private static System.Logger log() {
    return System.getLogger(BucketRateLimiter.class.getName());
  }
}
