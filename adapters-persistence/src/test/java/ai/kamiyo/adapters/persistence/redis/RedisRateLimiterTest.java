package ai.kamiyo.adapters.persistence.redis;

import static ai.kamiyo.adapters.persistence.journal.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.persistence.limit.SharedRateLimiter;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimiter.Exhausted;
import ai.kamiyo.domain.access.RateLimiter.Permit;
import ai.kamiyo.domain.access.RateLimiterContract;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.SettableClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.StringCodec;

/** Limits in a real Redis. */
@NullUnmarked
class RedisRateLimiterTest extends RateLimiterContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final CustomerId ALICE = new CustomerId("alice");
  private static final int LIMIT = 500;

  private static Redis redis;
  private static RedisClient client;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private SharedRateLimiter last;

  @BeforeAll
  static void start() throws Exception {
    redis = Redis.open();
    client = redis.client();
  }

  @AfterAll
  static void stop() {
    client.close();
    redis.close();
  }

  @Override
  protected RateLimiter limiterAt(Instant start) {
    String unused = redis.ask("FLUSHDB");
    last = limiter(client, Clock.fixed(start, ZoneOffset.UTC));
    return last;
  }

  @Override
  protected boolean hasCountedInOnePlace() {
    return last.countedAlone() == 0;
  }

  @Override
  protected void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private SharedRateLimiter limiter(RedisClient client, Clock clock) {
    return new SharedRateLimiter(new RedisCounts(client), clock, nanos::get);
  }

  @Test
  void fourInstancesTogetherPassExactlyTheLimit() throws Exception {
    List<RedisClient> clients = new ArrayList<>();
    AtomicInteger rounds = new AtomicInteger();
    AtomicInteger granted = new AtomicInteger();
    try {
      for (int i = 0; i < 4; i++) {
        clients.add(redis.client());
      }
      // A busy machine may answer too late, and then instances count alone: such a round says
      // nothing, and the next one has keys of its own.
      eventually(
          "a round in which nobody counts alone",
          () -> {
            List<SharedRateLimiter> instances =
                clients.stream()
                    .map(own -> limiter(own, Clock.fixed(NOON, ZoneOffset.UTC)))
                    .toList();
            CustomerId customer = new CustomerId("round-" + rounds.incrementAndGet());
            granted.set(granted(instances, customer));
            return instances.stream().allMatch(instance -> instance.countedAlone() == 0);
          });
      assertThat(granted).hasValue(LIMIT);
    } finally {
      clients.forEach(RedisClient::close);
    }
  }

  /** How many calls of 16 threads at each instance pass. */
  private static int granted(List<SharedRateLimiter> instances, CustomerId customer)
      throws Exception {
    RateLimits limits = new RateLimits(LIMIT, 100_000);
    CyclicBarrier together = new CyclicBarrier(16 * instances.size());
    List<Callable<Integer>> callers = new ArrayList<>();
    for (SharedRateLimiter instance : instances) {
      for (int thread = 0; thread < 16; thread++) {
        callers.add(() -> {
          together.await();
          int granted = 0;
          for (int call = 0; call < 40; call++) {
            granted += instance.acquire(customer, limits) instanceof Permit ? 1 : 0;
          }
          return granted;
        });
      }
    }
    int granted = 0;
    ExecutorService executor = Executors.newFixedThreadPool(callers.size());
    try {
      for (Future<Integer> each : executor.invokeAll(callers)) {
        granted += each.get();
      }
    } finally {
      executor.shutdownNow();
    }
    return granted;
  }

  @Test
  void aClockSetForwardGrantsNothing() {
    SettableClock wall = new SettableClock(NOON);
    String unused = redis.ask("FLUSHDB");
    RateLimiter limiter = limiter(client, wall);
    RateLimits limits = new RateLimits(2, 10);
    limiter.acquire(ALICE, limits);
    limiter.acquire(ALICE, limits);
    wall.set(NOON.plus(Duration.ofDays(2)));
    assertThat(limiter.acquire(ALICE, limits)).isInstanceOf(Exhausted.class);
  }

  @Test
  void everyKeyOutlivesItsWindowButNotForEver() {
    limiterAt(NOON).acquire(new CustomerId("mortal"), new RateLimits(5, 5));
    List<Long> lives = new ArrayList<>();
    for (String key :
        client
            .redisson()
            .getKeys()
            .getKeys(KeysScanOptions.defaults().pattern("kamiyo:limit:{mortal}*"))) {
      lives.add(client.redisson().getBucket(key, StringCodec.INSTANCE).remainTimeToLive());
    }
    assertThat(lives)
        .hasSize(2)
        .allMatch(life -> life > Duration.ofMinutes(60).toMillis())
        .allMatch(life -> life <= Duration.ofHours(25).toMillis());
  }

  @Test
  void aRedisThatWantsAPasswordGetsIt() throws Exception {
    try (Redis locked = Redis.locked("s3cret");
        RedisClient stranger = new RedisClient(locked.address());
        RedisClient known =
            new RedisClient(
                URI.create("redis://:s3cret@127.0.0.1:" + locked.address().getPort() + "/0"))) {
      SharedRateLimiter shut = limiter(stranger, Clock.fixed(NOON, ZoneOffset.UTC));
      assertThat(shut.acquire(ALICE, new RateLimits(1, 1))).isInstanceOf(Permit.class);
      assertThat(shut.countedAlone()).isEqualTo(1);
      SharedRateLimiter open = limiter(known, Clock.fixed(NOON, ZoneOffset.UTC));
      eventually(
          "it is let in",
          () -> {
            long before = open.countedAlone();
            open.acquire(ALICE, new RateLimits(RateLimits.MAX, RateLimits.MAX));
            return open.countedAlone() == before;
          });
    }
  }
}
