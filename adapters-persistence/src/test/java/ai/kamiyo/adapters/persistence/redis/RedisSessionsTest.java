package ai.kamiyo.adapters.persistence.redis;

import static ai.kamiyo.adapters.persistence.journal.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.SessionDirectory;
import ai.kamiyo.domain.access.SessionDirectoryContract;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.SharedSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RMap;
import org.redisson.client.codec.StringCodec;

@NullUnmarked
class RedisSessionsTest extends SessionDirectoryContract {
  private static final Duration LONG = Duration.ofMinutes(30);

  /** Far more than a few waits, and far less than a quarter of a second for each of 500. */
  private static final Duration NOT_FOR_EACH = Duration.ofSeconds(20);

  private static final SharedSession ALICES =
      new SharedSession("2025-11-25", "a client", Optional.of(new CustomerId("cus_alice")));

  private final Redis redis = Redis.open();
  private RedisClient one;
  private RedisClient other;
  private RedisSessions here;
  private RedisSessions there;

  @BeforeEach
  void connect() throws Exception {
    one = redis.client();
    other = redis.client();
    here = new RedisSessions(one);
    there = new RedisSessions(other);
    Redis.answered(here::listen);
    Redis.answered(there::listen);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    redis.close();
  }

  @Override
  protected SessionDirectory here() {
    return here;
  }

  @Override
  protected SessionDirectory there() {
    return there;
  }

  @Test
  void noIdIsInRedisAndNothingStaysForEver() {
    String id = "d0d0d0d0-0000-4000-8000-000000000000";
    here.keep(Sha256.of(id), ALICES, LONG);
    String key = "kamiyo:session:" + Sha256.of(id).hex();
    assertThat(one.redisson().getKeys().getKeys()).containsExactly(key);
    assertThat(entry(key).readAllMap()).containsOnlyKeys("revision", "client", "owner");
    assertThat(entry(key).remainTimeToLive()).isBetween(1L, LONG.toMillis());
    here.end(Sha256.of(id));
    assertThat(one.redisson().getKeys().getKeys()).containsExactly(key);
    assertThat(entry(key).readAllMap()).containsOnlyKeys("ended");
    assertThat(entry(key).remainTimeToLive()).isBetween(1L, Duration.ofHours(1).toMillis());
  }

  @Test
  void whatIsNoSessionIsNotTakenForOne() {
    Sha256 id = Sha256.of("a");
    RMap<String, String> entry = entry("kamiyo:session:" + id.hex());
    for (Map<String, String> fields :
        List.of(
            Map.of("revision", "2025-11-25"),
            Map.of("client", "x"),
            Map.of("revision", "2025-11-25", "client", "x".repeat(101)),
            Map.of("revision", "2025-11-25", "client", "\u001b[2J"),
            Map.of("revision", "r".repeat(41), "client", "x"),
            Map.of("revision", "2025-11-25", "client", "x", "owner", " "),
            Map.of("revision", "2025-11-25", "client", "x", "owner", "o".repeat(201)))) {
      entry.delete();
      entry.putAll(fields);
      assertThat(there.find(id)).as("%s", fields).isEmpty();
    }
    entry.delete();
    entry.putAll(Map.of("revision", "2025-11-25", "client", "x", "owner", "o", "more", "y"));
    assertThat(there.find(id).flatMap(SharedSession::owner)).contains(new CustomerId("o"));
    long heard =
        one.redisson().getTopic("kamiyo:sessions-ended", StringCodec.INSTANCE).publish("!");
    assertThat(heard).isEqualTo(2);
    assertThat(there.find(id)).isPresent(); // it goes on listening and answering
  }

  private RMap<String, String> entry(String key) {
    return one.redisson().getMap(key, StringCodec.INSTANCE);
  }

  @Test
  void aRedisThatNoLongerAnswersIsNotWaitedForLong() throws Exception {
    Sha256 id = Sha256.of("a");
    here.keep(id, ALICES, LONG);
    redis.freeze();
    long begin = System.nanoTime();
    for (int i = 0; i < 500; i++) {
      assertThat(here.find(id)).isEmpty();
    }
    // Four to eight questions wait for a quarter of a second each, then one in a second does.
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(NOT_FOR_EACH);
    redis.kill();
  }

  @Test
  void aDeadRedisKnowsNothingAndIsNotWaitedFor() throws Exception {
    Sha256 id = Sha256.of("a");
    here.keep(id, ALICES, LONG);
    redis.kill();
    for (int i = 0; i < 20; i++) {
      assertThat(here.find(id)).isEmpty();
    }
    long begin = System.nanoTime();
    for (int i = 0; i < 500; i++) {
      assertThat(here.find(Sha256.of("unknown-" + i))).isEmpty();
    }
    assertThat(here.keep(id, ALICES, LONG)).isEmpty();
    here.end(id);
    // At most one question a second is asked, which waits for a quarter of one.
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(NOT_FOR_EACH);
    redis.restart();
    eventually("it is entered anew", () -> here.keep(id, ALICES, LONG).isPresent());
    eventually("it is found", () -> there.find(id).isPresent());
    Set<Sha256> heard = ConcurrentHashMap.newKeySet();
    there.subscribe(heard::add);
    eventually(
        "both hear of each other again",
        () -> {
          here.end(id);
          return heard.contains(id);
        });
  }
}
