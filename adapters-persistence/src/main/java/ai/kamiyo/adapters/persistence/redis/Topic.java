package ai.kamiyo.adapters.persistence.redis;

import java.lang.System.Logger.Level;
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

  /**
   * Begins to hear; throws if Redis does not answer, and may then be tried again.
   *
   * @param hearing may refuse a word that is none with an IllegalArgumentException
   */
  void listen(Consumer<String> hearing) {
    if (listening.compareAndSet(false, true)) {
      try {
        int unused = topic().addListener(String.class, (channel, word) -> heard(word, hearing));
      } catch (RuntimeException e) {
        listening.set(false);
        throw e;
      }
    }
  }

  private void heard(String word, Consumer<String> hearing) {
    try {
      hearing.accept(word);
    } catch (IllegalArgumentException unfit) {
      System.getLogger(Topic.class.getName())
          .log(Level.DEBUG, "a word that does not belong to " + name, unfit);
    }
  }

  private RTopic topic() {
    return redis.redisson().getTopic(name, StringCodec.INSTANCE);
  }
}
