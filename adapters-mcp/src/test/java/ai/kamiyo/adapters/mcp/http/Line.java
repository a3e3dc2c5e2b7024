package ai.kamiyo.adapters.mcp.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection of a client that says whole requests and hangs up when it likes. */
final class Line implements AutoCloseable {
  private static final Pattern ENDPOINT = Pattern.compile("data: (/message\\?sessionId=\\S+)");

  private final Socket socket;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private volatile boolean ended;

  private Line(URI server) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    Thread.ofVirtual().start(this::listen);
  }

  /** Begins a request with this line and these headers. */
  static Line saying(Web web, String request, String... headers) throws IOException {
    Line line = new Line(web.address("/"));
    StringBuilder text = new StringBuilder(request + " HTTP/1.1\r\nHost: localhost\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    line.say(text + "\r\n");
    return line;
  }

  static Line posting(Web web, String path, String body, String... headers) throws IOException {
    Line line =
        saying(
            web,
            "POST " + path,
            with(
                headers,
                "Accept",
                "application/json, text/event-stream",
                "Content-Type",
                "application/json",
                "Content-Length",
                Integer.toString(body.length())));
    line.say(body);
    return line;
  }

  private static String[] with(String[] some, String... more) {
    String[] all = new String[some.length + more.length];
    System.arraycopy(some, 0, all, 0, some.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private void say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void listen() {
    byte[] some = new byte[8192];
    try (InputStream in = socket.getInputStream()) {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        synchronized (heard) {
          heard.write(some, 0, n);
        }
      }
    } catch (IOException reset) {
      // An end as well.
    }
    ended = true;
  }

  String heard() {
    synchronized (heard) {
      return heard.toString(StandardCharsets.UTF_8);
    }
  }

  /** Whether the connection has ended, or the answer on it. */
  boolean hasEnded() {
    return ended || heard().endsWith("\r\n0\r\n\r\n");
  }

  /** Where a stream of the older transport says that messages are to be posted. */
  String endpoint() {
    await(() -> ENDPOINT.matcher(heard()).find(), "an endpoint");
    Matcher endpoint = ENDPOINT.matcher(heard());
    if (!endpoint.find()) {
      throw new AssertionError(heard());
    }
    return endpoint.group(1);
  }

  static void await(BooleanSupplier happened, String what) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited in vain for " + what);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Breaks the connection off, as a crash would. */
  void breakOff() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
