package ai.kamiyo.adapters.mcp.stdio;

import ai.kamiyo.adapters.mcp.catalog.ToolBoundary;
import ai.kamiyo.adapters.mcp.protocol.Handling;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.protocol.Reply;
import ai.kamiyo.adapters.mcp.protocol.RequestId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The calls that are being worked on, each on a thread of its own. A few run at a time, many more
 * may wait their turn. Started and cancelled by the reader; thread-safe.
 */
final class CallsInFlight {
  private static final int RUNNING = 64;
  private static final int WAITING = 1_000;
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final Semaphore slots = new Semaphore(RUNNING, true);

  /** Whose answer is still wanted. */
  private final Map<RequestId, Thread> wanted = new ConcurrentHashMap<>();

  /** Whose thread has not ended, the answer's writing included. */
  private final Set<Thread> alive = ConcurrentHashMap.newKeySet();

  CallsInFlight(Outbox outbox) {
    this.outbox = outbox;
  }

  boolean contains(RequestId id) {
    return wanted.containsKey(id);
  }

  void start(RequestId id, Handling.Work work) {
    if (wanted.size() >= RUNNING + WAITING) {
      throw ProtocolError.of(Code.BUSY, "Too many calls in flight: wait for some to end");
    }
    Thread thread = Thread.ofVirtual().name("call").unstarted(() -> run(id, work));
    wanted.put(id, thread);
    alive.add(thread);
    thread.start();
  }

  private void run(RequestId id, Handling.Work work) {
    try {
      String reply = replyOf(id, work);
      // Only a call that is still wanted is answered; a cancelled one says nothing more.
      if (wanted.remove(id, Thread.currentThread())) {
        outbox.write(reply);
      }
    } finally {
      alive.remove(Thread.currentThread());
    }
  }

  private String replyOf(RequestId id, Handling.Work work) {
    try {
      slots.acquire();
      try {
        return Reply.result(id, work.result());
      } finally {
        slots.release();
      }
    } catch (ProtocolError refused) {
      return Reply.error(Optional.of(id), refused);
    } catch (CancellationException | InterruptedException stopped) {
      return Reply.error(Optional.of(id), Code.INTERNAL_ERROR, "The call was stopped");
    } catch (Throwable failure) { // whatever it is, the id must be answered
      String incident = ToolBoundary.logged("answering a call", failure);
      return Reply.error(
          Optional.of(id), Code.INTERNAL_ERROR, "Internal error, incident " + incident);
    }
  }

  /** Ends a call without an answer; an unknown or finished one is ignored. */
  void cancel(RequestId id) {
    Thread thread = wanted.remove(id);
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Waits until every call has been answered; stops those that take longer than this. */
  void drain(Duration patience) throws InterruptedException {
    if (!join(patience)) {
      stop();
      join(LAST_WORDS);
    }
  }

  private boolean join(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (Thread thread : alive) {
      if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }

  /** Interrupts whatever still runs. */
  void stop() {
    alive.forEach(Thread::interrupt);
  }
}
