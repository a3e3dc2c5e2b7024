package ai.kamiyo.adapters.persistence.redis;

import ai.kamiyo.adapters.persistence.limit.AlignedWindow;
import ai.kamiyo.adapters.persistence.limit.SharedCounts;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.StringCodec;

/**
 * Counts in Redis, one key for each customer's window, in one round trip that no other instance can
 * come between.
 */
final class RedisCounts implements SharedCounts {
  /** Longer than a window, so that no drift between two clocks forgets a count. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final Script TAKE =
      Script.of(
          """
          if tonumber(redis.call('GET', KEYS[2]) or '0') >= tonumber(ARGV[2]) then return 2 end
          if tonumber(redis.call('GET', KEYS[1]) or '0') >= tonumber(ARGV[1]) then return 1 end
          if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
          if redis.call('INCR', KEYS[2]) == 1 then redis.call('PEXPIRE', KEYS[2], ARGV[4]) end
          return 0
          """);
  private static final Script GIVE_BACK =
      Script.of(
          """
          for _, key in ipairs(KEYS) do
            if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
          end
          return 0
          """);

  private final RedisClient redis;

  public RedisCounts(RedisClient redis) {
    this.redis = redis;
  }

  @Override
  public Taken take(
      CustomerId customer, RateLimits limits, AlignedWindow minute, AlignedWindow day) {
    long answer =
        TAKE.run(
            redis,
            List.of(key(customer, minute), key(customer, day)),
            Integer.toString(limits.perMinute()),
            Integer.toString(limits.perDay()),
            life(minute),
            life(day));
    return answer == 0 ? Taken.BOTH : answer == 1 ? Taken.MINUTE_IS_USED_UP : Taken.DAY_IS_USED_UP;
  }

  @Override
  public void giveBack(CustomerId customer, AlignedWindow minute, AlignedWindow day) {
    long unused = GIVE_BACK.run(redis, List.of(key(customer, minute), key(customer, day)));
  }

  @Override
  public Used used(CustomerId customer, AlignedWindow minute, AlignedWindow day) {
    String ofMinute = key(customer, minute);
    String ofDay = key(customer, day);
    Map<String, String> values =
        redis.redisson().getBuckets(StringCodec.INSTANCE).get(ofMinute, ofDay);
    return new Used(number(values.get(ofMinute)), number(values.get(ofDay)));
  }

  private static int number(@Nullable String value) {
    return value == null ? 0 : Integer.parseInt(value);
  }

  /** The braces keep one customer's keys on one node of a cluster. */
  private static String key(CustomerId customer, AlignedWindow window) {
    return "kamiyo:limit:{"
        + customer.value()
        + "}:"
        + window.kind().label()
        + ":"
        + window.begin().getEpochSecond();
  }

  private static String life(AlignedWindow window) {
    return Long.toString(window.length().plus(MARGIN).toMillis());
  }
}
