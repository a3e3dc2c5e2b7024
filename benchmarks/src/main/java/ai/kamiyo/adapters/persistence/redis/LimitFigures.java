package ai.kamiyo.adapters.persistence.redis;

import ai.kamiyo.adapters.persistence.limit.BucketRateLimiter;
import ai.kamiyo.adapters.persistence.limit.SharedRateLimiter;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimits;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.client.codec.StringCodec;
import redis.embedded.RedisServer;

/** Limits: in process, and over Redis against one plain counting script, in turns in one run. */
public final class LimitFigures {
  private static final RateLimits LIMITS = new RateLimits(RateLimits.MAX, RateLimits.MAX);
  private static final int THREADS = 16;
  private static final int CUSTOMERS = 1_000;
  private static final int ROUND_SECONDS = 4;

  private LimitFigures() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    inProcess();
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .setting("save \"\"")
            .setting("bind 127.0.0.1")
            .build();
    server.start();
    try (RedisClient client = new RedisClient(URI.create("redis://127.0.0.1:" + port))) {
      overRedis(client, rounds);
    } finally {
      server.stop();
    }
  }

  private static void inProcess() {
    RateLimiter limiter = new BucketRateLimiter(Clock.systemUTC(), System::nanoTime);
    CustomerId[] customers = customers();
    double[] each = new double[2_000];
    for (int round = 0; round < 2 * each.length; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < 1_000; i++) {
        limiter.acquire(customers[i], LIMITS);
      }
      each[round % each.length] = (System.nanoTime() - begin) / 1_000.0;
    }
    Arrays.sort(each);
    System.out.printf("in process, 1,000 customers: median %.0f ns a decision%n", each[1_000]);
  }

  private static void overRedis(RedisClient client, int rounds) throws Exception {
    RScript scripts = client.redisson().getScript(StringCodec.INSTANCE);
    String sha = scripts.scriptLoad("return redis.call('INCR', KEYS[1])");
    SharedRateLimiter limiter =
        new SharedRateLimiter(new RedisCounts(client), Clock.systemUTC(), System::nanoTime);
    CustomerId[] customers = customers();
    List<Object> hot = List.of("plain:hot");
    IntConsumer plain = i -> scripts.<Long>evalSha(Mode.READ_WRITE, sha, ReturnType.LONG, hot);
    IntConsumer plainMany =
        i ->
            scripts.<Long>evalSha(
                Mode.READ_WRITE, sha, ReturnType.LONG, List.of("plain:" + i % CUSTOMERS));
    IntConsumer one = i -> limiter.acquire(customers[0], LIMITS);
    IntConsumer many = i -> limiter.acquire(customers[i % CUSTOMERS], LIMITS);
    double[][] rates = new double[4][rounds];
    for (int round = -1; round < rounds; round++) {
      double[] now = {rate(plain), rate(one), rate(plainMany), rate(many)};
      for (int kind = 0; round >= 0 && kind < now.length; kind++) {
        rates[kind][round] = now[kind];
      }
    }
    for (double[] kind : rates) {
      Arrays.sort(kind);
    }
    int middle = rounds / 2;
    System.out.printf("plain script, one key:      %,.0f/s%n", rates[0][middle]);
    System.out.printf(
        "limiter, one customer:      %,.0f/s, ratio %.2f%n",
        rates[1][middle], rates[1][middle] / rates[0][middle]);
    System.out.printf("plain script, 1,000 keys:   %,.0f/s%n", rates[2][middle]);
    System.out.printf(
        "limiter, 1,000 customers:   %,.0f/s, ratio %.2f%n",
        rates[3][middle], rates[3][middle] / rates[2][middle]);
    System.out.printf("decisions that did not reach Redis: %d%n", limiter.countedAlone());
  }

  private static double rate(IntConsumer decision) throws InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    LongAdder done = new LongAdder();
    Thread[] threads = new Thread[THREADS];
    long begin = System.nanoTime();
    for (int t = 0; t < THREADS; t++) {
      int first = t * 7919;
      threads[t] =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = first; !enough.get(); i++) {
                  decision.accept(i);
                  done.increment();
                }
              });
    }
    Thread.sleep(ROUND_SECONDS * 1_000L);
    enough.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    return done.sum() / ((System.nanoTime() - begin) / 1e9);
  }

  private static CustomerId[] customers() {
    CustomerId[] customers = new CustomerId[CUSTOMERS];
    for (int i = 0; i < CUSTOMERS; i++) {
      customers[i] = new CustomerId("cus_" + i);
    }
    return customers;
  }
}
