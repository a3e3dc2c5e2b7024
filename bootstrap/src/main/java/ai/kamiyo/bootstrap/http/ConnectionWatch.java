package ai.kamiyo.bootstrap.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections that let their request trickle in: each byte resets the connection's idle
 * time, so that alone would let them stay for ever.
 */
final class ConnectionWatch implements Connection.Listener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private final Map<Connection, Seen> open = new ConcurrentHashMap<>();
  private volatile Optional<Thread> watcher = Optional.empty();

  /** What a connection had done, and since when it has not got further. */
  private record Seen(long answered, long bytes, long since) {}

  void start() {
    Thread begun = Thread.ofVirtual().name("connection watch").unstarted(this::watch);
    watcher = Optional.of(begun);
    begun.start();
  }

  @Override
  public void close() {
    watcher.ifPresent(Thread::interrupt);
  }

  boolean isWatching() {
    return watcher.filter(Thread::isAlive).isPresent();
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(INTERVAL);
        open.replaceAll(ConnectionWatch::look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Seen look(Connection connection, Seen before) {
    long now = System.nanoTime();
    long answered = connection.getMessagesOut();
    boolean busy = connection.getMessagesIn() > answered;
    boolean arriving = connection.getBytesIn() != before.bytes;
    if (busy || answered != before.answered || !arriving) {
      return new Seen(answered, connection.getBytesIn(), now);
    }
    if (now - before.since > PATIENCE.toNanos()) {
      connection.getEndPoint().close();
    }
    return before;
  }

  @Override
  public void onOpened(Connection connection) {
    open.put(connection, new Seen(0, 0, System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }
}
