package ai.kamiyo.adapters.kamiyo.upstream;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** One request being answered, rightly or wrongly. */
public final class Exchange {
  private final Received request;
  private final HttpExchange http;
  private final Supplier<Reply> regular;
  private final CountDownLatch end;
  private final AtomicLong sent;

  Exchange(
      Received request,
      HttpExchange http,
      Supplier<Reply> regular,
      CountDownLatch end,
      AtomicLong sent) {
    this.request = request;
    this.http = http;
    this.regular = regular;
    this.end = end;
    this.sent = sent;
  }

  public Received request() {
    return request;
  }

  /** What would be answered if nothing were wrong. */
  public Reply regular() {
    return regular.get();
  }

  /** Sends the whole of it. */
  public void send(Reply reply) throws IOException {
    byte[] body = reply.bytes();
    headers(reply, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      body(body);
    }
    http.close();
  }

  /** Sends status and headers, promising a body of this length; 0 means one of unknown length. */
  void headers(Reply reply, long length) throws IOException {
    reply.headers().forEach((name, value) -> http.getResponseHeaders().set(name, value));
    http.sendResponseHeaders(reply.status(), length);
  }

  /** Sends a part of the promised body. */
  void body(byte[] bytes) throws IOException {
    OutputStream stream = http.getResponseBody();
    stream.write(bytes);
    stream.flush();
    sent.addAndGet(bytes.length);
  }

  /** Breaks the connection off, whatever was promised. */
  void breakOff() {
    http.close();
  }

  /** Does nothing until the stand-in ends. */
  void hang() throws InterruptedException {
    end.await();
  }

  /** Waits; false if the stand-in has ended meanwhile. */
  boolean pause(Duration time) throws InterruptedException {
    return !end.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
