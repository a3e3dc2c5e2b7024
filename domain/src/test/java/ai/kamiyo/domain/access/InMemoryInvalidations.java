package ai.kamiyo.domain.access;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Invalidations within a test, all of which it can look at. */
public final class InMemoryInvalidations implements Invalidations {
  private final List<CustomerId> published = new CopyOnWriteArrayList<>();
  private final List<Consumer<CustomerId>> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void publish(CustomerId customer) {
    published.add(customer);
    listeners.forEach(listener -> listener.accept(customer));
  }

  @Override
  public void subscribe(Consumer<CustomerId> listener) {
    listeners.add(listener);
  }

  public List<CustomerId> published() {
    return List.copyOf(published);
  }
}
