package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.HealthProbe;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store in the background and waits a limited time; a question that hangs is not piled up.
 */
public final class StoreProbe implements HealthProbe {
  private final Runnable question;
  private final Duration limit;
  private @Nullable FutureTask<Connection> asked;

  /**
   * A probe that asks this question.
   *
   * @param question throws if the store does not answer
   */
  public StoreProbe(Runnable question, Duration limit) {
    this.question = question;
    this.limit = limit;
  }

  @Override
  public Connection probe() {
    try {
      return asked().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Connection.DISCONNECTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Connection.DISCONNECTED;
    }
  }

  private synchronized FutureTask<Connection> asked() {
    FutureTask<Connection> current = asked;
    if (current == null || current.isDone()) {
      current = new FutureTask<>(question, Connection.CONNECTED);
      asked = current;
      Thread thread = new Thread(current, "database-probe");
      thread.setDaemon(true);
      thread.start();
    }
    return current;
  }
}
