package ai.kamiyo.domain.access;

import java.util.function.Consumer;

/**
 * Tells every process, this one included, that what it remembers of a customer is no longer so: a
 * token was revoked, a tier changed.
 *
 * <p>Thread-safe. A hint, not a promise: while the way between processes is broken, one is lost. So
 * whoever remembers something must also look it up again within its own time.
 */
public interface Invalidations {
  /** Never throws because another process cannot be reached. */
  void publish(CustomerId customer);

  /** The listener is called by any thread, and must be quick. */
  void subscribe(Consumer<CustomerId> listener);
}
