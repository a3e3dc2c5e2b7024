package ai.kamiyo.adapters.persistence.local;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Invalidations;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Invalidations within this process. */
public final class LocalInvalidations implements Invalidations {
  private final List<Consumer<CustomerId>> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void publish(CustomerId customer) {
    listeners.forEach(listener -> listener.accept(customer));
  }

  @Override
  public void subscribe(Consumer<CustomerId> listener) {
    listeners.add(listener);
  }
}
