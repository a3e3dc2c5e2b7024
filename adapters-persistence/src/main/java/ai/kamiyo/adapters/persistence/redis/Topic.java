package ai.kamiyo.adapters.persistence.redis;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.redisson.api.RTopic;
import org.redisson.client.codec.StringCodec;

/** Words that instances tell each other over Redis. Thread-safe. */
final class Topic {
  private final RedisClient redis;
  private final String name;
  private final AtomicBoolean listening = new AtomicBoolean();

  Topic(RedisClient redis, String name) {
    this.redis = redis;
    this.name = name;
  }

  /** Tells every instance that listens, this one included; throws if Redis does not answer. */
  void publish(String word) {
    long unused = topic().publish(word);
  }

  /** Begins to hear; throws if Redis does not answer, and may then be tried again. */
  void listen(Consumer<String> hearing) {
    if (listening.compareAndSet(false, true)) {
      try {
        int unused = topic().addListener(String.class, (channel, word) -> hearing.accept(word));
      } catch (RuntimeException e) {
        listening.set(false);
        throw e;
      }
    }
  }

  private RTopic topic() {
    return redis.redisson().getTopic(name, StringCodec.INSTANCE);
  }
}
