package ai.kamiyo.adapters.persistence.redis;

import static ai.kamiyo.adapters.persistence.journal.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.exploit.SharedCopies;
import ai.kamiyo.domain.exploit.SharedCopies.Copy;
import ai.kamiyo.domain.exploit.SharedCopies.Turn;
import ai.kamiyo.domain.exploit.SharedCopiesContract;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RMap;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

/** Two installations on one real Redis. */
class RedisCopiesTest extends SharedCopiesContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Copy COPY = new Copy(NOON, "a line\n");
  private static Redis redis = Redis.open();
  private static RedisClient one = new RedisClient(redis.address());
  private static RedisClient other = new RedisClient(redis.address());
  private int installations;

  @BeforeAll
  static void connect() throws Exception {
    one.close();
    other.close();
    one = redis.client();
    other = redis.client();
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
    redis.close();
  }

  @BeforeEach
  void empty() {
    String unused = redis.ask("FLUSHALL");
  }

  @Override
  protected SharedCopies installation() {
    installations++;
    return new RedisCopies(installations % 2 == 0 ? one : other);
  }

  @Test
  void aTurnIsRenewedAndLostWithItsOwner() throws Exception {
    // A renewal that a busy machine delays loses its turn, so one that is kept tells.
    AtomicInteger attempts = new AtomicInteger();
    eventually(
        "a turn outlives its life", () -> isRenewed("attempt-" + attempts.incrementAndGet()));
    eventually(
        "the turn is free",
        () -> installation().turn("attempt-" + attempts.get(), false).isPresent());
  }

  /** Whether a turn of an owner who lives, and then dies, is still taken after three lives. */
  private boolean isRenewed(String feed) throws Exception {
    Duration life = Duration.ofMillis(600);
    try (RedisClient dying = redis.client()) {
      Turn unused = new RedisCopies(dying, life).turn(feed, false).orElseThrow();
      Thread.sleep(3 * life.toMillis());
      return installation().turn(feed, false).isEmpty();
    }
  }

  @Test
  void theCopyBeforeIsForgottenAndAllElseExpires() {
    installation().publish("a", COPY);
    installation().publish("a", COPY);
    assertThat(one.redisson().getKeys().getKeys())
        .hasSize(3)
        .allSatisfy(key ->
            assertThat(one.redisson().getBucket(key).remainTimeToLive())
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofDays(7).toMillis()))
        .anySatisfy(key ->
            assertThat(one.redisson().getBucket(key).remainTimeToLive())
                .isLessThanOrEqualTo(Duration.ofMinutes(2).toMillis()));
  }

  @Test
  void aCopyThatIsDamagedIsNone() {
    SharedCopies copies = installation();
    copies.publish("a", COPY);
    String key = bytesKey();
    one.redisson().getBucket(key, ByteArrayCodec.INSTANCE).set("no gzip at all".getBytes(UTF_8));
    assertThat(copies.copy("a")).isEmpty();
    assertThat(one.redisson().getBucket(key).delete()).isTrue();
    assertThat(copies.copy("a")).isEmpty();
    copies.publish("a", COPY);
    assertThat(copies.copy("a")).contains(COPY);
  }

  @Test
  void aHashThatIsDamagedIsNone() {
    SharedCopies copies = installation();
    copies.publish("a", COPY);
    RMap<String, String> hash = one.redisson().getMap("kamiyo:copy:{a}", StringCodec.INSTANCE);
    for (String bytes : new String[] {"-1", "2000000000", "x", ""}) {
      hash.put("bytes", bytes);
      assertThat(copies.copy("a")).as(bytes).isEmpty();
    }
    hash.put("bytes", "5");
    hash.put("fetched_at", "yesterday");
    assertThat(copies.fetchedAt("a")).isEmpty();
    assertThat(copies.copy("a")).isEmpty();
  }

  @Test
  void aBombIsNotUnpacked() throws Exception {
    SharedCopies copies = installation();
    copies.publish("a", COPY);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        gzip.write(zeros);
      }
    }
    one.redisson().getBucket(bytesKey(), ByteArrayCodec.INSTANCE).set(bomb.toByteArray());
    one.redisson()
        .<String, String>getMap("kamiyo:copy:{a}", StringCodec.INSTANCE)
        .put("bytes", Integer.toString(bomb.size()));
    assertThat(copies.copy("a")).isEmpty();
  }

  @Test
  void whatIsTooLargeIsNotPublished() {
    char[] large = new char[Packing.MOST_UNPACKED + 1];
    Arrays.fill(large, 'a');
    SharedCopies copies = installation();
    copies.publish("a", new Copy(NOON, new String(large)));
    assertThat(copies.fetchedAt("a")).isEmpty();
    assertThat(one.redisson().getKeys().count()).isZero();
  }

  @Test
  void whileRedisIsAwayThereAreNoCopiesAndItIsEverybodysTurn() throws Exception {
    try (Redis mortal = Redis.open();
        RedisClient client = mortal.client()) {
      RedisCopies copies = new RedisCopies(client);
      copies.publish("a", COPY);
      assertThat(copies.copy("a")).contains(COPY);
      Turn held = copies.turn("a", false).orElseThrow();
      mortal.freeze();
      long frozen = System.nanoTime();
      assertNothing(copies);
      assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isLessThan(Duration.ofSeconds(3));
      mortal.kill();
      long begin = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        assertNothing(copies);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
      held.release();
      mortal.restart();
      eventually(
          "copies are shared again",
          () -> {
            copies.publish("a", COPY);
            return copies.copy("a").isPresent();
          });
    }
  }

  @Test
  void aRedisThatWasNeverThereIsGivenUpSoon() {
    Redis gone = Redis.open();
    gone.kill();
    try (RedisClient client = new RedisClient(gone.address())) {
      long begin = System.nanoTime();
      assertNothing(new RedisCopies(client));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(12));
    }
  }

  private static void assertNothing(RedisCopies copies) {
    assertThat(copies.fetchedAt("a")).isEmpty();
    assertThat(copies.copy("a")).isEmpty();
    copies.publish("a", COPY);
    assertThat(copies.turn("a", false)).isPresent();
  }

  private static String bytesKey() {
    for (String key : one.redisson().getKeys().getKeys()) {
      if (!key.endsWith("}")) {
        return key;
      }
    }
    throw new AssertionError("no bytes");
  }
}
