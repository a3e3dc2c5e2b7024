package ai.kamiyo.adapters.mcp.stdio;

import ai.kamiyo.adapters.mcp.catalog.ToolBoundary;
import ai.kamiyo.adapters.mcp.protocol.Handling;
import ai.kamiyo.adapters.mcp.protocol.Layer;
import ai.kamiyo.adapters.mcp.protocol.Message;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.adapters.mcp.protocol.Reply;
import ai.kamiyo.adapters.mcp.protocol.RequestId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Serves one client over a pair of streams, one message a line, until the input ends, the output
 * breaks, or {@link #shutdown} is called. No line can end it otherwise.
 */
public final class StdioServer implements AutoCloseable {
  private static final int MAX_LINE = 1 << 20;

  /** A little more than the ten seconds that a call may wait for its data. */
  private static final Duration DRAIN = Duration.ofSeconds(12);

  private final Layer layer;
  private final LineReader lines;
  private final Outbox outbox;
  private final CallsInFlight calls;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean running;

  public StdioServer(Layer layer, InputStream in, OutputStream out) {
    this.layer = layer;
    this.lines = new LineReader(in, MAX_LINE);
    this.outbox = new Outbox(out, this::hungUp);
    this.calls = new CallsInFlight(outbox);
  }

  /** Serves, and returns when all calls in flight have been answered or given up. */
  public void run() throws InterruptedException {
    running = true;
    try {
      // Nothing can interrupt a read from a pipe, so this thread does not read itself.
      Thread.ofPlatform().daemon().name("stdin").start(this::read);
      stop.await();
      if (!outbox.broken()) {
        calls.drain(DRAIN);
      }
    } finally {
      ended.countDown();
    }
  }

  /** Nobody reads the answers any more, so nobody needs them. */
  private void hungUp() {
    stop.countDown();
    calls.stop();
  }

  /** Stops reading and waits until {@link #run} has ended; for a shutdown hook. */
  public void shutdown() {
    stop.countDown();
    try {
      if (running && !ended.await(DRAIN.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS)) {
        calls.stop();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    shutdown();
  }

  /** Ends this server when the process that started it has gone, which some pipes do not tell. */
  public void endWithParent() {
    ParentWatch.ofThisProcess(stop::countDown).start();
  }

  private void read() {
    try {
      LineReader.Read read = lines.next();
      while (!(read instanceof LineReader.Read.End) && stop.getCount() > 0) {
        switch (read) {
          case LineReader.Read.Line(String text) -> receive(text);
          case LineReader.Read.Unusable(String reason) ->
              outbox.write(Reply.error(Optional.empty(), Code.PARSE_ERROR, reason));
          case LineReader.Read.End() -> {}
        }
        read = lines.next();
      }
    } catch (IOException closed) {
      // the client has gone, as at the end of the input
    } finally {
      stop.countDown();
    }
  }

  private void receive(String line) {
    if (line.isBlank()) {
      return;
    }
    try {
      switch (Message.parse(line)) {
        case Message.Request request -> answer(request);
        case Message.Notification notification -> note(notification);
        case Message.Response() -> {}
      }
    } catch (ProtocolError error) {
      outbox.write(Reply.error(error.id(), error));
    } catch (RuntimeException | Error failure) { // the next line must still be read
      outbox.write(internal(Optional.empty(), failure));
    }
  }

  private void answer(Message.Request request) {
    RequestId id = request.id();
    if (calls.contains(id)) {
      throw ProtocolError.about(
          Optional.of(id), Code.INVALID_REQUEST, "A request with this id is still in flight");
    }
    try {
      switch (layer.handle(request)) {
        case Handling.Now(var result) -> outbox.write(Reply.result(id, result));
        case Handling.Later(var work) -> calls.start(id, work);
      }
    } catch (ProtocolError error) {
      outbox.write(Reply.error(Optional.of(id), error));
    } catch (RuntimeException | Error failure) { // this id must still be answered
      outbox.write(internal(Optional.of(id), failure));
    }
  }

  private static String internal(Optional<RequestId> id, Throwable failure) {
    String incident = ToolBoundary.logged("reading a message", failure);
    return Reply.error(id, Code.INTERNAL_ERROR, "Internal error, incident " + incident);
  }

  private void note(Message.Notification notification) {
    if (notification.method().equals("notifications/cancelled")) {
      notification.params().optional("requestId").flatMap(RequestId::of).ifPresent(calls::cancel);
    }
  }
}
