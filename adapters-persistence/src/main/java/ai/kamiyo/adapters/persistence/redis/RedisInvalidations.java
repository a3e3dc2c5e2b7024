package ai.kamiyo.adapters.persistence.redis;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Invalidations;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Invalidations over a Redis topic; while Redis is away they reach this process alone. */
final class RedisInvalidations implements Invalidations {
  private static final String TOPIC = "kamiyo:invalidations";

  private final Topic topic;
  private final List<Consumer<CustomerId>> listeners = new CopyOnWriteArrayList<>();

  public RedisInvalidations(RedisClient redis) {
    topic = new Topic(redis, TOPIC);
  }

  @Override
  public void publish(CustomerId customer) {
    tell(customer);
    try {
      topic.publish(customer.value());
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
    topic.listen(id -> tell(new CustomerId(id)));
  }

  private void tell(CustomerId customer) {
    listeners.forEach(listener -> listener.accept(customer));
  }
}
