package ai.kamiyo.adapters.mcp.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps a stream of events alive with a comment now and then, and so notices when its client has
 * gone. Comments stand between whole lines only, so they disturb no event.
 */
public final class Stream {
  private final Duration interval;
  private final Consumer<Stream> gone;
  private final Runnable after;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Object lock = new Object();
  private Optional<PrintWriter> writer = Optional.empty();
  private volatile Optional<AsyncContext> context = Optional.empty();
  private boolean over;

  /**
   * A stream that has not begun.
   *
   * @param gone what to do when the client has gone
   * @param after what to do when it has ended, however that came
   */
  public Stream(Duration interval, Consumer<Stream> gone, Runnable after) {
    this.interval = interval;
    this.gone = gone;
    this.after = after;
  }

  /** The stream is written to by this. */
  public PrintWriter writer(PrintWriter out) {
    synchronized (lock) {
      writer = Optional.of(out);
    }
    return out;
  }

  /** The stream begins, and ends with this context. */
  public AsyncContext begin(AsyncContext begun) {
    begun.addListener(new Ending());
    AsyncContext ending = new EndingContext(begun, this::end);
    context = Optional.of(ending);
    Thread.ofVirtual().name("heartbeat").start(this::beat);
    return ending;
  }

  /** Has the engine begin it, and whatever belongs to that; in vain, and it is over. */
  public void carry(Turn.Handover beginning) throws IOException, ServletException {
    boolean carried = false;
    try {
      beginning.run();
      carried = true;
    } finally {
      if (!carried) {
        close();
      }
    }
  }

  /** Whether it is over, and what was to be done then has begun. */
  public boolean hasEnded() {
    synchronized (lock) {
      return over;
    }
  }

  /** Ends the stream from this side. */
  public void close() {
    context.ifPresent(AsyncContext::complete);
  }

  private void beat() {
    try {
      while (!ended.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!alive()) {
          gone.accept(this);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the client still takes what is written to it. */
  private boolean alive() {
    synchronized (lock) {
      if (over || writer.isEmpty()) {
        return true;
      }
      try {
        writer.get().write(":\n");
        return !writer.get().checkError();
      } catch (RuntimeException broken) { // what the container throws once a write has failed
        return false;
      }
    }
  }

  /**
   * Whether it ends only now. The container uses the writer for other responses afterwards: nothing
   * more is written.
   */
  private boolean end() {
    synchronized (lock) {
      if (over) {
        return false;
      }
      over = true;
    }
    ended.countDown();
    after.run();
    return true;
  }

  /** However the container ends a stream, it has ended. */
  private final class Ending implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      boolean _ = end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      boolean _ = end();
    }

    @Override
    public void onError(AsyncEvent event) {
      boolean _ = end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
