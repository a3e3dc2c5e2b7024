package ai.kamiyo.adapters.persistence.redis;

import static ai.kamiyo.adapters.persistence.journal.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.persistence.limit.AlignedWindow;
import ai.kamiyo.adapters.persistence.limit.SharedCounts;
import ai.kamiyo.adapters.persistence.limit.SharedRateLimiter;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A Redis that dies under load and comes back. */
class RedisOutageTest {
  private static final int THREADS = 16;
  private static final long SECOND = 1_000_000_000;
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final RateLimits MANY = new RateLimits(RateLimits.MAX, RateLimits.MAX);

  @Test
  void noCallFailsAndFewReachTheDead() throws Exception {
    try (Redis redis = Redis.open();
        RedisClient client = redis.client()) {
      Watched counts = new Watched(new RedisCounts(client));
      SharedRateLimiter limiter = new SharedRateLimiter(counts, NOON, System::nanoTime);
      AtomicBoolean enough = new AtomicBoolean();
      AtomicLong decided = new AtomicLong();
      ExecutorService executor = Executors.newFixedThreadPool(THREADS);
      try {
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          CustomerId customer = new CustomerId("customer-" + i);
          callers.add(
              executor.submit(() -> {
                while (!enough.get()) {
                  limiter.acquire(customer, MANY);
                  decided.incrementAndGet();
                }
              }));
        }
        eventually("calls are shared", () -> counts.succeeded.get() > 200);
        long aloneBefore = limiter.countedAlone();
        redis.kill();
        eventually("calls are counted alone", () -> limiter.countedAlone() > aloneBefore + 1_000);
        long begin = System.nanoTime();
        long tried = counts.tried.get();
        long alone = limiter.countedAlone();
        Thread.sleep(3_000);
        long more = counts.tried.get() - tried;
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        // One call a second tries it again; nobody else waits.
        assertThat(more).isBetween(1L, seconds + 1);
        assertThat(limiter.countedAlone() - alone).isGreaterThan(1_000);
        redis.restart();
        long succeeded = counts.succeeded.get();
        eventually("calls are shared again", () -> counts.succeeded.get() > succeeded + 200);
        enough.set(true);
        for (Future<?> caller : callers) {
          caller.get(); // none has thrown
        }
        assertThat(decided.get()).isGreaterThan(2_000);
      } finally {
        executor.shutdownNow();
      }
    }
  }

  @Test
  void aRedisThatIsNotThereAtTheStartIsUsedOnceItIs() throws Exception {
    Redis redis = Redis.open();
    redis.kill();
    try (RedisClient client = new RedisClient(redis.address())) {
      client.start(() -> client.redisson().getKeys().count());
      SharedRateLimiter limiter =
          new SharedRateLimiter(new RedisCounts(client), NOON, System::nanoTime);
      RateLimits limits = new RateLimits(RateLimits.MAX, RateLimits.MAX);
      for (int i = 0; i < 20; i++) {
        limiter.acquire(new CustomerId("early"), limits);
      }
      assertThat(limiter.countedAlone()).isEqualTo(20);
      redis.restart();
      eventually(
          "calls are shared",
          () -> {
            long before = limiter.countedAlone();
            limiter.acquire(new CustomerId("late"), limits);
            return limiter.countedAlone() == before;
          });
    } finally {
      redis.close();
    }
  }

  @Test
  void aWordOfOneInstanceReachesTheOthersWithinASecond() throws Exception {
    try (Redis redis = Redis.open();
        RedisClient one = redis.client();
        RedisClient other = redis.client()) {
      RedisInvalidations here = new RedisInvalidations(one);
      RedisInvalidations there = new RedisInvalidations(other);
      List<CustomerId> heard = new ArrayList<>();
      there.subscribe(customer -> {
        synchronized (heard) {
          heard.add(customer);
        }
      });
      Redis.answered(there::listen);
      AtomicInteger words = new AtomicInteger();
      // A busy machine delays some words; one that arrives so soon shows that nothing waits.
      eventually(
          "a word arrives within a second",
          () -> {
            CustomerId customer = new CustomerId("cus_" + words.incrementAndGet() + " {} : \n");
            long begin = System.nanoTime();
            here.publish(customer);
            while (System.nanoTime() - begin < SECOND) {
              synchronized (heard) {
                if (heard.contains(customer)) {
                  return true;
                }
              }
              Thread.sleep(10);
            }
            return false;
          });
      redis.kill();
      here.publish(new CustomerId("cus_1")); // does not throw
    }
  }

  /** Counts how often the shared counts are asked, and how often they answer. */
  private static final class Watched implements SharedCounts {
    private final SharedCounts counts;
    private final AtomicLong tried = new AtomicLong();
    private final AtomicLong succeeded = new AtomicLong();

    Watched(SharedCounts counts) {
      this.counts = counts;
    }

    @Override
    public Taken take(
        CustomerId customer, RateLimits limits, AlignedWindow minute, AlignedWindow day) {
      tried.incrementAndGet();
      Taken taken = counts.take(customer, limits, minute, day);
      succeeded.incrementAndGet();
      return taken;
    }

    @Override
    public void giveBack(CustomerId customer, AlignedWindow minute, AlignedWindow day) {
      counts.giveBack(customer, minute, day);
    }

    @Override
    public Used used(CustomerId customer, AlignedWindow minute, AlignedWindow day) {
      return counts.used(customer, minute, day);
    }
  }
}
