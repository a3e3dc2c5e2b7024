package ai.kamiyo.adapters.persistence.redis;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Invalidations;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.redisson.api.RTopic;
import org.redisson.client.codec.StringCodec;

/** Invalidations over a Redis topic; while Redis is away they reach this process alone. */
final class RedisInvalidations implements Invalidations {
  private static final String TOPIC = "kamiyo:invalidations";

  private final RedisClient redis;
  private final List<Consumer<CustomerId>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean listening = new AtomicBoolean();

  public RedisInvalidations(RedisClient redis) {
    this.redis = redis;
  }

  @Override
  public void publish(CustomerId customer) {
    tell(customer);
    try {
      long unused = topic().publish(customer.value());
    } catch (RuntimeException e) { // whatever keeps it away, the change itself is done
      System.getLogger(RedisInvalidations.class.getName())
          .log(Level.WARNING, "other instances learn of a change later: " + e.getMessage());
    }
  }

  @Override
  public void subscribe(Consumer<CustomerId> listener) {
    listeners.add(listener);
  }

  /**
   * Begins to hear other instances; throws if Redis does not answer, and may then be tried again.
   */
  public void listen() {
    if (listening.compareAndSet(false, true)) {
      try {
        int unused = topic().addListener(String.class, (channel, id) -> tell(new CustomerId(id)));
      } catch (RuntimeException e) {
        listening.set(false);
        throw e;
      }
    }
  }

  private void tell(CustomerId customer) {
    listeners.forEach(listener -> listener.accept(customer));
  }

  private RTopic topic() {
    return redis.redisson().getTopic(TOPIC, StringCodec.INSTANCE);
  }
}
