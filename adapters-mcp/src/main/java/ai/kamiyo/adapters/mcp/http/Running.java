package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.Handling;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.protocol.RequestId;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls in flight, each on the thread of its request, so many at a time. A call can be
 * cancelled from another request; then it has no result. Thread-safe.
 */
public final class Running {
  private static final int MOST = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Semaphore slots = new Semaphore(MOST, true);
  private final Map<Key, Call> calls = new ConcurrentHashMap<>();
  private final AtomicInteger answering = new AtomicInteger();

  /** Which call: request ids are unique within their session only. */
  public record Key(String session, RequestId id) {}

  /** Does the work; empty if it was cancelled. */
  public Optional<ObjectNode> perform(Key key, Handling.Work work) {
    Call call = new Call(Thread.currentThread());
    if (calls.putIfAbsent(key, call) != null) {
      throw ProtocolError.of(Code.INVALID_REQUEST, "A request with this id is still in flight");
    }
    boolean slot = false;
    try {
      slot = slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!slot) {
        throw ProtocolError.of(Code.BUSY, "Too many calls in flight: try again in a moment");
      }
      Optional<ObjectNode> result = Optional.of(work.result());
      return call.end() ? Optional.empty() : result;
    } catch (CancellationException | InterruptedException stopped) {
      return Optional.empty();
    } finally {
      if (slot) {
        slots.release();
      }
      boolean _ = call.end();
      calls.remove(key, call);
    }
  }

  /** Has a request answered, which a drain waits for. */
  public void answering(Turn.Handover request) throws IOException, ServletException {
    answering.incrementAndGet();
    try {
      request.run();
    } finally {
      answering.decrementAndGet();
    }
  }

  /** Ends a call without a result; an unknown or finished one is ignored. */
  public void cancel(Key key) {
    Optional.ofNullable(calls.get(key)).ifPresent(Call::cancel);
  }

  /** Ends all calls of a session that is over. */
  public void cancelAll(String session) {
    calls.forEach((key, call) -> {
      if (key.session.equals(session)) {
        call.cancel();
      }
    });
  }

  /** Waits until all requests are answered; calls that take longer are cancelled. */
  void drain(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (answering.get() > 0 && System.nanoTime() - end < 0) {
        Thread.sleep(10);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    calls.values().forEach(Call::cancel);
  }

  /** One call, which is interrupted only while it runs: its thread has other work afterwards. */
  private static final class Call {
    private final Thread thread;
    private boolean cancelled;
    private boolean ended;

    Call(Thread thread) {
      this.thread = thread;
    }

    synchronized void cancel() {
      if (!ended) {
        cancelled = true;
        thread.interrupt();
      }
    }

    /** Whether it was cancelled; from now on it cannot be. */
    synchronized boolean end() {
      if (!ended) {
        ended = true;
        boolean _ = cancelled && Thread.interrupted();
      }
      return cancelled;
    }
  }
}
